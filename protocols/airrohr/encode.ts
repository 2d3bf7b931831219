import type { Reading } from '../../domain/reading.ts';
import type { Addressee, Outgoing } from '../contract.ts';
import { byTime } from '../grouping.ts';
import { chipsOfChannel } from './chips.ts';
import { isSentinel, type Meaning, meaningOf } from './naming.ts';
import { bareNameOf } from './value-types.ts';

/** Path of the door, as Sensor.Community's server has it. */
export const PATH = '/v1/push-sensor-data/';

const ALL_SENSORS = { pin: undefined, ppd42ns: false };

function isSame(meaning: Meaning, { phenomenon, channel, value }: Reading): boolean {
  if (meaning.kind !== 'reading' || isSentinel(value, meaning.chip, meaning.type)) return false;
  return meaning.type.phenomenon === phenomenon && meaning.chip.channel === channel;
}

/** Which chip measures what in the usual kit, where several have the empty channel. */
function prefixesFor(bare: string, channel: string): readonly string[] {
  if (bare === 'signal') return [''];
  const prefixes = chipsOfChannel(channel).map(({ prefix }) => prefix);
  if (channel !== '') return prefixes;
  if (bare.startsWith('noise_')) return ['DNMS'];
  return /^[PN]\d|^TS$/.test(bare) ? ['SDS'] : ['BME280'];
}

function entryOf(reading: Reading): { value_type: string; value: string } | undefined {
  const bare = bareNameOf(reading.phenomenon);
  if (bare === undefined) return undefined;
  for (const prefix of prefixesFor(bare, reading.channel)) {
    const name = prefix === '' ? bare : `${prefix}_${bare}`;
    if (isSame(meaningOf(name, ALL_SENSORS), reading))
      return { value_type: name, value: String(reading.value) };
  }
  return undefined;
}

/** Bodies as firmware sends them to a custom API, one a time. They carry no time: the receiver takes that of arrival. */
export function encodeAirrohr(readings: readonly Reading[], to: Addressee): readonly Outgoing[] {
  return byTime(readings).flatMap(([, group]) => {
    const values = group.map(entryOf).filter((entry) => entry !== undefined);
    if (values.length === 0) return [];
    const head = { esp8266id: to.externalId, software_version: 'NRZ-2024-135' };
    const payload = Buffer.from(JSON.stringify({ ...head, sensordatavalues: values }));
    const headers = { 'content-type': 'application/json', 'x-sensor': `esp8266-${to.externalId}` };
    return [{ topic: PATH, headers, payload }];
  });
}
