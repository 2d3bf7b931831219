import type { Envelope } from '../../domain/envelope.ts';
import { toOwnUnit } from '../../domain/phenomena/units.ts';
import { factOf, isObject, jsonOf } from '../body.ts';
import type { DecodeContext, Decoded } from '../contract.ts';
import { Tray, unreadable } from '../tray.ts';
import { isHousekeeping, quantityOf } from './quantities.ts';

/** Keys beyond this are no names: the longest namespaced id has 62 characters. */
const LONGEST_KEY = 100;

/** Both particle sensors of the outdoor models with two, in the firmware's numbering. */
const CHANNELS: Readonly<Record<string, string>> = { 1: 'pm_a', 2: 'pm_b' };

const FACTS = ['firmware', 'model'] as const;

interface Part {
  readonly channel: string;
  /** What stands before the keys of this part. */
  readonly path: string;
}

/** One number under a key: a phenomenon in its own unit, or kept under the key. */
function take(tray: Tray, given: { key: string; value: number }, { channel, path: base }: Part): void {
  const { key } = given;
  const path = base + key;
  const place = { channel, time: undefined, flags: 0, path };
  const quantity = quantityOf(key);
  if (quantity === undefined) {
    tray.found.push({ phenomenon: key, value: given.value, ...place });
    return;
  }
  const { phenomenon, known, unit, sentinel } = quantity;
  const value = known && toOwnUnit(known, given.value, unit);
  if (given.value === sentinel) tray.missing++;
  else if (value === undefined || !Number.isFinite(value)) tray.refuse('not_finite', path, given.value);
  else tray.found.push({ phenomenon, value, ...place });
}

function takePart(tray: Tray, body: Readonly<Record<string, unknown>>, part: Part): void {
  for (const key of Object.keys(body)) {
    if (tray.overfull) return;
    const sent = body[key];
    // Words and switches say how the monitor is set, unless a number was due.
    const setting = typeof sent === 'string' || typeof sent === 'boolean';
    if (isHousekeeping(key) || (setting && quantityOf(key) === undefined)) tray.ignored++;
    else if (key === '' || key.length > LONGEST_KEY) tray.refuse('bad_name', part.path + key, key);
    else {
      const value = tray.number(sent, part.path + key);
      if (value !== undefined) take(tray, { key, value }, part);
    }
  }
}

function takeChannels(tray: Tray, channels: unknown): void {
  if (!isObject(channels)) {
    tray.refuse('wrong_shape', 'channels', channels ?? null);
    return;
  }
  for (const number of Object.keys(channels)) {
    if (tray.overfull) return;
    const path = `channels.${number}`;
    const body = channels[number];
    const channel = Object.hasOwn(CHANNELS, number) ? CHANNELS[number] : undefined;
    if (channel === undefined || !isObject(body)) tray.refuse('wrong_shape', path, body);
    else takePart(tray, body, { channel, path: `${path}.` });
  }
}

/**
 * Reads `/measures/current`, which is also what goes to MQTT, and the slightly shorter body for the cloud. The average of
 * two particle sensors stands at the top and has the empty channel. There is no time.
 */
export function decodeAirGradient({ payload }: Envelope, context: DecodeContext): Decoded {
  const json = jsonOf(payload);
  if ('refusal' in json) return unreadable(json.refusal);
  const body = json.value;
  if (!isObject(body)) return unreadable({ code: 'wrong_shape', path: '' });
  const tray = new Tray(context);
  takePart(tray, body, { channel: '', path: '' });
  if (body['channels'] !== undefined) takeChannels(tray, body['channels']);
  const facts = FACTS.map((name) => [name, factOf(body[name])] as const);
  return tray.result(
    Object.fromEntries(
      facts.filter((fact): fact is [(typeof FACTS)[number], string] => fact[1] !== undefined),
    ),
  );
}
