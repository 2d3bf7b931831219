import { flagsOf, READINGS, receivedOf } from './influxql.ts';

/** One reading of a line. */
export interface Point {
  /** Index of the row in the batch, and of the reading in the row. */
  readonly row: number;
  readonly at: number;
  readonly phenomenon: string;
  readonly value: number;
  readonly flags: number;
}

/** Readings of one kit, channel and time that are written together. */
export interface Entry {
  readonly kit: string;
  readonly channel: string;
  readonly time: number;
  readonly received: number;
  /** Whether the row's own `received` is another one, so that each reading needs its own. */
  readonly apart: boolean;
  readonly points: readonly Point[];
}

/** The value of a tag as it stands in a line. */
export function tag(value: string): string {
  return value.replace(/[ ,=\\]/g, '\\$&').replace(/\n/g, ' ');
}

/** Measurement and tags as a line begins with them. */
export function seriesOf(measurement: string, { kit, channel }: Pick<Entry, 'kit' | 'channel'>): string {
  return `${measurement},kit=${tag(kit)}${channel === '' ? '' : `,channel=${tag(channel)}`}`;
}

/** The line that says an entry. Ids of phenomena need no escaping; numbers are in the shortest form that reads back equal. */
export function lineOf({ kit, channel, time, received, apart, points }: Entry): string {
  let fields = apart ? '' : `received=${received}i`;
  for (const { phenomenon, value, flags } of points) {
    fields += `${fields === '' ? '' : ','}${phenomenon}=${value},${flagsOf(phenomenon)}=${flags}i`;
    if (apart) fields += `,${receivedOf(phenomenon)}=${received}i`;
  }
  return `${seriesOf(READINGS, { kit, channel })} ${fields} ${time}`;
}
