import type { Kit } from '../../domain/kit.ts';
import { csvCell } from '../export/csv-bytes.ts';
import { correctionFor } from '../hours/correction-for.ts';
import type { HourRecord } from '../hours/hour-record.ts';
import type { HoursView, HourView } from '../schemas/hours.ts';
import { unitOf } from './reading.ts';

/** The first line of a CSV of hours. */
export const HOURS_HEAD =
  'hour,kit,phenomenon,channel,unit,n,completeness,mean,min,max,p10,p50,p90,bad,suspect,corrected,correction,plus_minus,basis,licence';

const finite = (value: number | undefined) => (value !== undefined && Number.isFinite(value) ? value : null);

function hourView(record: HourRecord): HourView {
  const { n, completeness, bad, suspect, corrected, uncertainty } = record;
  return {
    hour: new Date(record.hour).toISOString(),
    ...{ n, completeness },
    ...{ mean: finite(record.mean), min: finite(record.min), max: finite(record.max) },
    ...{ p10: finite(record.p10), p50: finite(record.p50), p90: finite(record.p90) },
    ...{ bad, suspect, corrected },
    plusMinus: uncertainty?.plusMinus ?? null,
    basis: uncertainty?.basis ?? null,
  };
}

/** Hours as JSON: one list a kit and channel, with the correction and why it is chosen. */
export function hoursView(
  phenomenon: string,
  records: readonly HourRecord[],
  kits: ReadonlyMap<string, Kit>,
): HoursView {
  const lists = new Map<string, HoursView['kits'][number]>();
  for (const record of records) {
    const { kit, channel } = record;
    const key = `${kit}@${channel}`;
    const known = lists.get(key);
    const view = hourView(record);
    const of = kits.get(kit);
    if (known !== undefined) known.hours.push(view);
    else if (of !== undefined) {
      const { correction, reason } = correctionFor(of, phenomenon, channel);
      lists.set(key, {
        ...{ kit, channel, correction: record.correction },
        correctionNames: correction === undefined ? null : { ...correction.names },
        correctionReason: reason === undefined ? null : { ...reason },
        hours: [view],
      });
    }
  }
  return { phenomenon, unit: unitOf(phenomenon), kits: [...lists.values()] };
}

/** Hours as CSV, a line each; numbers in the shortest form that reads back equal. */
export function hoursCsv(
  phenomenon: string,
  records: readonly HourRecord[],
  kits: ReadonlyMap<string, Kit>,
): string {
  const unit = unitOf(phenomenon);
  const lines = records.map((record) => {
    const { hour, n, completeness, mean, min, max, p10, p50, p90, bad, suspect, ...rest } = hourView(record);
    const { kit, channel, correction } = record;
    const cells = [
      ...[hour, csvCell(kit), csvCell(phenomenon), csvCell(channel), csvCell(unit), n, completeness],
      ...[mean, min, max, p10, p50, p90, bad, suspect],
      ...[rest.corrected, correction === null ? null : csvCell(correction), rest.plusMinus, rest.basis],
      kits.get(kit)?.licence,
    ];
    return cells.map((cell) => cell ?? '').join(',');
  });
  return `${[HOURS_HEAD, ...lines].join('\r\n')}\r\n`;
}
