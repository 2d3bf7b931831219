import type { Mapping } from '../../domain/mapping.ts';
import { phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import { toOwnUnit } from '../../domain/phenomena/units.ts';
import { compilePath } from './paths.ts';

const COLUMN = /^[1-9]\d{0,2}$/;

function placeFault({ format, header }: Mapping, at: string): string | undefined {
  if (format === 'json') {
    const path = compilePath(at);
    return typeof path === 'string' ? `"${at}" is no JSONPath: ${path}` : undefined;
  }
  if (COLUMN.test(at) || (format === 'csv' && header)) return undefined;
  const what = format === 'csv' ? 'column' : 'number in the text';
  return `"${at}" is no ${what}: count them from 1${format === 'csv' ? ', or set header and give the name' : ''}.`;
}

/** What is wrong with a mapping, in words that name the place; empty for one that can be used. */
export function mappingFaults(mapping: Mapping): string[] {
  const faults: string[] = [];
  const { time, values, format } = mapping;
  const places = [...(time === undefined ? [] : [time.at]), ...values.map(({ at }) => at)];
  for (const at of places) {
    const fault = placeFault(mapping, at);
    if (fault !== undefined) faults.push(fault);
  }
  if (format === 'text' && time !== undefined)
    faults.push('Running text carries no time that could be read: leave "time" out.');
  const seen = new Set<string>();
  for (const { phenomenon, unit, channel = '', at } of values) {
    const known = phenomenonOf(phenomenon);
    if (unit !== undefined && known !== undefined && toOwnUnit(known, 1, unit) === undefined)
      faults.push(
        `"${unit}" is no unit of ${known.id}: ${[known.unit, ...Object.keys(known.accepts)].join(', ')} are.`,
      );
    const key = `${phenomenon}@${channel}`;
    if (seen.has(key)) faults.push(`${at}: ${key} is named twice; give one of them a channel.`);
    seen.add(key);
  }
  return faults;
}
