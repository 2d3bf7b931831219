import { phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import type { Reading } from '../../domain/reading.ts';
import { MAX_READINGS } from '../body.ts';
import type { Outgoing } from '../contract.ts';
import { byTime, chunks } from '../grouping.ts';
import { isPlaceName } from '../named.ts';
import { ownName } from '../quantities.ts';

/** Text as a tag's value or a field's key. */
function escaped(text: string): string {
  return text.replace(/[,= ]/g, '\\$&');
}

/** Field of a reading; undefined where its name would be read as something else. */
function fieldOf({ phenomenon, value }: Reading): string | undefined {
  const known = phenomenonOf(phenomenon);
  const own = known === undefined ? ownName(phenomenon) : known.id;
  return own === undefined || own === 'value' || isPlaceName(own) ? undefined : `${escaped(own)}=${value}`;
}

/** Readings of one time as lines: one a sensor and unit. */
function linesFor(time: number, group: readonly Reading[]): string[] {
  const fields = new Map<string, string[]>();
  for (const reading of group) {
    const field = fieldOf(reading);
    if (field === undefined) continue;
    const unit = phenomenonOf(reading.phenomenon)?.unit ?? '1';
    const sensor = reading.channel === '' ? '' : `,sensor=${reading.channel}`;
    const head = `readings${sensor}${unit === '1' ? '' : `,unit=${escaped(unit)}`}`;
    const list = fields.get(head);
    if (list === undefined) fields.set(head, [field]);
    else list.push(field);
  }
  return [...fields].map(([head, list]) => `${head} ${list.join(',')} ${time}`);
}

/** Line protocol in milliseconds, units as tags, as a client of InfluxDB 1 posts it. */
export function encodeInfluxLine(readings: readonly Reading[]): readonly Outgoing[] {
  return chunks(readings, MAX_READINGS).flatMap((part) => {
    const lines = byTime(part).flatMap(([time, group]) => linesFor(time, group));
    if (lines.length === 0) return [];
    const payload = Buffer.from(`${lines.join('\n')}\n`);
    return [{ method: 'POST', topic: '/write?db=superilla&precision=ms', headers: {}, payload }];
  });
}
