import type { Kit } from '../../domain/kit.ts';
import type { Holding } from '../../stores/contract.ts';
import type { HourRecord } from '../hours/hour-record.ts';

/** One of the two that are compared: its hours of one channel, and what else is known of it. */
export interface Side {
  readonly kit: Kit;
  /** The channel with most hours that count. */
  readonly channel: string;
  /** Its other channels with hours in the span. */
  readonly others: readonly string[];
  /** Hours with readings that are not bad, in order of time. */
  readonly hours: readonly HourRecord[];
  /** Of them, those that are complete enough to be paired. */
  readonly whole: readonly HourRecord[];
  /** Hours whose readings are all bad. */
  readonly bad: number;
  /** UTC ms of the oldest and newest stored reading of the phenomenon, in the span or not; undefined for none. */
  readonly first: number | undefined;
  readonly last: number | undefined;
}

/** What a side is made from. */
export interface SideFacts {
  readonly records: readonly HourRecord[];
  readonly holdings: readonly Holding[];
  readonly completeness: number;
}

const isTrusted = ({ mean }: HourRecord) => Number.isFinite(mean);

function byChannel(records: readonly HourRecord[]): Map<string, HourRecord[]> {
  const found = new Map<string, HourRecord[]>();
  for (const record of records) {
    const list = found.get(record.channel);
    if (list === undefined) found.set(record.channel, [record]);
    else list.push(record);
  }
  return found;
}

/** The side of a kit. */
export function sideOf(kit: Kit, { records, holdings, completeness }: SideFacts): Side {
  const channels = [...byChannel(records.filter((record) => record.kit === kit.id))]
    .map(([channel, all]) => ({ channel, all, hours: all.filter(isTrusted) }))
    .sort((a, b) => b.hours.length - a.hours.length || (a.channel < b.channel ? -1 : 1));
  const [chosen, ...others] = channels;
  const hours = chosen?.hours ?? [];
  const held = holdings.filter((holding) => holding.kit === kit.id);
  return {
    kit,
    channel: chosen?.channel ?? '',
    others: others.map(({ channel }) => channel),
    hours,
    whole: hours.filter((hour) => hour.completeness >= completeness),
    bad: (chosen?.all.length ?? 0) - hours.length,
    first: held.length === 0 ? undefined : Math.min(...held.map(({ first }) => first)),
    last: held.length === 0 ? undefined : Math.max(...held.map(({ last }) => last)),
  };
}
