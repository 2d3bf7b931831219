import { phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import { shiftDecimal, ucum } from '../../domain/phenomena/units.ts';
import type { Reading } from '../../domain/reading.ts';
import { MAX_READINGS } from '../body.ts';
import type { Addressee, Outgoing } from '../contract.ts';
import { byTime, chunks } from '../grouping.ts';
import { channelOf, ownName } from '../quantities.ts';
import { withoutAddress } from './channel.ts';
import { fieldOf, isUnitKey, nameOfField, UNIT_KEYS } from './fields.ts';

/** A reading as the firmware writes it; undefined where none of its fields or units says it. */
function fieldFor({
  phenomenon,
  channel,
  value,
}: Reading): readonly [name: string, value: number] | undefined {
  const sensor = channel.toUpperCase();
  const known = phenomenonOf(phenomenon);
  if (withoutAddress(sensor) !== sensor || channelOf(sensor) !== channel) return undefined;
  if (known === undefined) {
    const own = ownName(phenomenon);
    return own === undefined ? undefined : [own, value];
  }
  const name = nameOfField(phenomenon, sensor);
  const given = name === undefined ? undefined : fieldOf(name, sensor)?.field.unit;
  if (name === undefined || given === undefined) return undefined;
  const unit = ucum(isUnitKey(given) ? UNIT_KEYS[given] : given);
  if (unit === known.unit) return [name, value];
  const conversion = known.accepts[unit];
  return conversion !== undefined && 'shift' in conversion
    ? [name, shiftDecimal(value, -conversion.shift)]
    : undefined;
}

/** `Time` with its offset, as with SetOption54; whole seconds where the reading has them. */
function stamp(time: number): string {
  return new Date(time).toISOString().replace('.000Z', 'Z').replace('Z', '+00:00');
}

function bodyOf(time: number, group: readonly Reading[]): Record<string, unknown> | undefined {
  const flat: Record<string, unknown> = {};
  const sensors: Record<string, Record<string, number>> = {};
  for (const reading of group) {
    const field = fieldFor(reading);
    const key = reading.channel.toUpperCase();
    if (field === undefined) continue;
    if (key === '') flat[field[0]] = field[1];
    else sensors[key] = { ...sensors[key], [field[0]]: field[1] };
  }
  if (Object.keys(flat).length + Object.keys(sensors).length === 0) return undefined;
  return { Time: stamp(time), ...flat, ...sensors, ...UNIT_KEYS };
}

/** `tele/<topic>/SENSOR` messages of these readings, one a time. */
export function encodeTasmota(readings: readonly Reading[], to: Addressee): readonly Outgoing[] {
  return chunks(readings, MAX_READINGS).flatMap((part) =>
    byTime(part).flatMap(([time, group]) => {
      const body = bodyOf(time, group);
      if (body === undefined) return [];
      const payload = Buffer.from(JSON.stringify(body));
      return [{ topic: `tele/${to.externalId}/SENSOR`, headers: {}, payload }];
    }),
  );
}
