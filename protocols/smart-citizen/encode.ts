import { shiftDecimal, ucum } from '../../domain/phenomena/units.ts';
import type { Reading } from '../../domain/reading.ts';
import { MAX_READINGS } from '../body.ts';
import type { Addressee, Outgoing } from '../contract.ts';
import { byTime, chunks } from '../grouping.ts';
import { type Sensor, sensorFor } from './lookup.ts';

/** The value as the firmware would send it; undefined where the unit converts by a factor, which is not exact both ways. */
function sentValue({ known, unit, sentinel }: Sensor, value: number): number | undefined {
  if (value === sentinel) return undefined;
  if (known === undefined || ucum(unit) === known.unit) return value;
  const conversion = known.accepts[ucum(unit)];
  return conversion !== undefined && 'shift' in conversion
    ? shiftDecimal(value, -conversion.shift)
    : undefined;
}

function sensorEntry(reading: Reading): { id: number; value: number } | undefined {
  const sensor = sensorFor(reading.phenomenon, reading.channel);
  if (sensor === undefined || sensor.personal) return undefined;
  const value = sentValue(sensor, reading.value);
  return value === undefined ? undefined : { id: sensor.id, value };
}

/** The platform's form of a time: `2016-06-08T10:30:00Z`, with a fraction only where there is one. */
function stamp(time: number): string {
  return new Date(time).toISOString().replace('.000Z', 'Z');
}

/** JSON messages of these readings on `device/sck/<token>/readings`, one record a time. */
export function encodeSmartCitizen(readings: readonly Reading[], to: Addressee): readonly Outgoing[] {
  return chunks(readings, MAX_READINGS).flatMap((part) => {
    const records = byTime(part)
      .map(([time, group]) => ({
        recorded_at: stamp(time),
        sensors: group.map(sensorEntry).filter((entry) => entry !== undefined),
      }))
      .filter(({ sensors }) => sensors.length > 0);
    if (records.length === 0) return [];
    const payload = Buffer.from(JSON.stringify({ data: records }));
    return [{ topic: `device/sck/${to.externalId.toLowerCase()}/readings`, headers: {}, payload }];
  });
}
