import type { Envelope } from '../../domain/envelope.ts';
import { FLAGS } from '../../domain/flags.ts';
import { factOf, isObject, jsonOf } from '../body.ts';
import type { DecodeContext, Decoded } from '../contract.ts';
import { putMeasured } from '../measured.ts';
import { putNamed, takeNamed } from '../named.ts';
import { silent, Tray, unreadable, type When } from '../tray.ts';
import { readName } from '../unit-words.ts';
import { cayenneQuantity, cayenneValues, isCayenneName } from './cayenne.ts';
import { takeNormalized } from './normalized.ts';
import { profileValues } from './profiles.ts';
import { ttsTopic } from './topic.ts';
import { type Uplink, uplinkIn } from './uplink.ts';

/** `temperature_1`: what the network server's own formatter makes of Cayenne LPP. */
const CAYENNE_NAME = /^([a-z_]{1,32})_(\d{1,3})$/;
const BASE64 = /^[A-Za-z0-9+/]{0,1024}={0,2}$/;
const RAW = 'frm_payload';

/** Where values of the uplink go. */
interface Place {
  readonly tray: Tray;
  readonly when: When;
}

function putCayenne(
  { tray, when }: Place,
  given: { name: string; channel: string; value: number; path: string },
): void {
  const { name, channel, value, path } = given;
  const quantity = cayenneQuantity(name);
  if (quantity !== undefined) putMeasured(tray, { ...quantity, channel, value, when, path });
  else tray.found.push({ phenomenon: name, channel, time: when.time, value, flags: when.flags, path });
}

/** A number under a name of Cayenne's, or the parts of a vector. */
function takeCayenne(
  place: Place,
  at: { name: string; channel: string; path: string },
  value: unknown,
): void {
  const { name, channel, path } = at;
  const parts = isObject(value) ? Object.entries(value).slice(0, 4) : [['', value] as const];
  for (const [part, one] of parts) {
    const where = part === '' ? path : `${path}.${part.slice(0, 16)}`;
    const number = place.tray.number(one, where);
    const whole = part === '' ? name : `${name}_${part.slice(0, 16)}`;
    if (number !== undefined) putCayenne(place, { name: whole, channel, value: number, path: where });
  }
}

/** What a formatter made of the bytes, but for quantities that are known better. */
function takeDecoded(place: Place, decoded: unknown, known: ReadonlySet<string>): void {
  const { tray } = place;
  if (!isObject(decoded)) {
    tray.refuse('wrong_shape', 'decoded_payload', decoded);
    return;
  }
  const path = 'decoded_payload.';
  for (const key of Object.keys(decoded)) {
    if (tray.overfull) return;
    const [, name = '', channel = ''] = CAYENNE_NAME.exec(key) ?? [];
    if (known.has(readName(key).phenomenon ?? '')) tray.ignored++;
    else if (isCayenneName(name)) takeCayenne(place, { name, channel, path: path + key }, decoded[key]);
    else takeNamed({ ...place, sensor: '', path }, key, decoded[key]);
  }
}

/** The bytes as the device sent them: in the layout that the webhook's path names, else Cayenne LPP. */
function takeRaw(place: Place, raw: unknown, profile: string | undefined): void {
  const { tray, when } = place;
  const bytes = typeof raw === 'string' && BASE64.test(raw) ? Buffer.from(raw, 'base64') : undefined;
  const laidOut = bytes === undefined || profile === undefined ? undefined : profileValues(profile, bytes);
  const cayenne = bytes === undefined || profile !== undefined ? undefined : cayenneValues(bytes);
  if (laidOut === undefined && cayenne === undefined) {
    const expected =
      'Cayenne LPP, a payload formatter in the application, or the layout in the path of the webhook';
    tray.refused.push({ code: 'bad_syntax', path: RAW, found: String(raw).slice(0, 80), expected });
    return;
  }
  for (const { name, value, unit } of laidOut ?? [])
    putNamed({ tray, when, sensor: '', path: `${RAW}.` }, { name, value, unit });
  for (const { name, channel, value } of cayenne ?? [])
    putCayenne(place, { name, channel: String(channel), value, path: `${RAW}.${name}_${channel}` });
  if ((laidOut ?? cayenne ?? []).length === 0) tray.ignored++;
}

function isFilled(payload: unknown): boolean {
  return Array.isArray(payload) ? payload.length > 0 : isObject(payload) && Object.keys(payload).length > 0;
}

/** The best of the gateways that heard the uplink, in dBm. */
function takeSignal({ tray, when }: Place, gateways: readonly unknown[]): void {
  let best: number | undefined;
  for (const gateway of gateways.slice(0, 64)) {
    const rssi = isObject(gateway) ? gateway['rssi'] : undefined;
    if (typeof rssi === 'number' && Number.isFinite(rssi)) best = Math.max(best ?? rssi, rssi);
  }
  if (best !== undefined)
    putMeasured(tray, {
      phenomenon: 'rssi',
      channel: 'lorawan',
      value: best,
      unit: 'dBm',
      when,
      path: 'rx_metadata',
    });
}

/** What the network server decoded goes before the bytes; what it normalised goes before what it decoded. */
function takePayload(place: Place, uplink: Uplink, profile: string | undefined): void {
  const { tray } = place;
  if (profile !== undefined) {
    takeRaw(place, uplink.raw, profile);
    return;
  }
  if (isFilled(uplink.normalized)) takeNormalized(tray, uplink.normalized, place.when);
  const normalized = new Set(tray.found.map(({ phenomenon }) => phenomenon));
  if (isFilled(uplink.decoded)) takeDecoded(place, uplink.decoded, normalized);
  else if (normalized.size === 0 && uplink.raw !== undefined && uplink.raw !== '')
    takeRaw(place, uplink.raw, undefined);
}

/** Reads uplinks of The Things Stack (v3) and The Things Network V2; joins, downlinks and the like hold no readings. */
export function decodeTts(envelope: Envelope, context: DecodeContext): Decoded {
  const topic = ttsTopic(envelope);
  const json = jsonOf(envelope.payload);
  if ('refusal' in json) return unreadable(json.refusal);
  if (topic?.event !== 'up') return silent();
  const uplink = uplinkIn(json.value);
  if (uplink === undefined) return unreadable({ code: 'wrong_shape', path: '' });
  const tray = new Tray(context);
  const heard = tray.when(uplink.time, 'received_at');
  if (heard === undefined) return tray.result();
  const when = uplink.simulated ? { ...heard, flags: heard.flags | FLAGS.simulated } : heard;
  takePayload({ tray, when }, uplink, topic.profile);
  takeSignal({ tray, when }, uplink.gateways);
  const facts = Object.entries(uplink.facts).map(([name, value]) => [name, factOf(value)] as const);
  tray.ignored++;
  return tray.result(
    Object.fromEntries(facts.filter((fact): fact is [string, string] => fact[1] !== undefined)),
  );
}
