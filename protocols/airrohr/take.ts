import { toOwnUnit } from '../../domain/phenomena/units.ts';
import type { Tray, When } from '../tray.ts';
import { type BodyNames, isSentinel, type Meaning, meaningOf } from './naming.ts';

const NUMBER = /^\s*([+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*(?:dBm)?\s*$/i;
const NO_NUMBER = /^\s*[+-]?(?:nan|inf|infinity)\s*$/i;

/** Names beyond this are no names: the longest namespaced id has 62 characters. */
const LONGEST_NAME = 100;

/** The number in a `value`, which the firmware writes as text: `"1.87"`, `"-59 dBm"`. Undefined, and counted, otherwise. */
function numberOf(tray: Tray, value: unknown, path: string): number | undefined {
  if (typeof value !== 'string') return tray.number(value ?? null, path);
  const digits = value.length <= 64 ? NUMBER.exec(value)?.[1] : undefined;
  if (digits !== undefined) return tray.number(Number(digits), path);
  tray.refuse(NO_NUMBER.test(value) ? 'not_finite' : 'wrong_type', path, value);
  return undefined;
}

function put(tray: Tray, meaning: Meaning, given: { name: string; value: number; when: When }): void {
  const { name, when } = given;
  const place = { time: when.time, flags: when.flags, path: name };
  if (meaning.kind !== 'reading') {
    tray.found.push({ phenomenon: name, channel: '', value: given.value, ...place });
    return;
  }
  const { chip, type } = meaning;
  const { phenomenon, known, unit } = type;
  const value = known === undefined ? given.value : toOwnUnit(known, given.value, unit);
  if (isSentinel(given.value, chip, type)) tray.missing++;
  else if (value === undefined || !Number.isFinite(value)) tray.refuse('not_finite', name, given.value);
  else tray.found.push({ phenomenon, channel: chip.channel, value, ...place });
}

/** Enters what stands under a `value_type`, in the phenomenon's own unit; `place` is where a name that is none stands. */
export function takeNamed(
  tray: Tray,
  entry: { name: string; value: unknown; place: string },
  { body, when }: { body: BodyNames; when: When },
): void {
  const { name } = entry;
  if (name.length > LONGEST_NAME) {
    tray.refuse('bad_name', entry.place, name);
    return;
  }
  const meaning = meaningOf(name, body);
  if (meaning.kind === 'ignored') {
    tray.ignored++;
    return;
  }
  const value = numberOf(tray, entry.value, name);
  if (value !== undefined) put(tray, meaning, { name, value, when });
}
