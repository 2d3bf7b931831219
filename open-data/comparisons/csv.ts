import { unitOf } from '../views/reading.ts';
import type { Asked, PairRow } from './compare.ts';

const HEADER = 'time,phenomenon,unit,station,kit,reference,raw,corrected,station_licence,kit_licence';

/**
 * The pairs of a comparison as CSV (RFC 4180): hours by their beginning, numbers in the shortest form that reads back equal, an empty
 * cell where there is no corrected value.
 */
export function pairsCsv({ kit, station, phenomenon }: Asked, pairs: readonly PairRow[]): string {
  const same = [phenomenon, unitOf(phenomenon), station.id, kit.id].join(',');
  const licences = `${station.licence},${kit.licence}`;
  const lines = pairs.map(([time, reference, raw, corrected]) => {
    return `${new Date(time).toISOString()},${same},${reference},${raw},${corrected ?? ''},${licences}`;
  });
  return `${[HEADER, ...lines].join('\r\n')}\r\n`;
}
