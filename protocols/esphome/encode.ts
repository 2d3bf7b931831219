import { phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import type { Reading } from '../../domain/reading.ts';
import type { Addressee, Outgoing } from '../contract.ts';
import { ownName, splitName } from '../quantities.ts';

/** The name of a sensor that is read as this quantity and channel; undefined where none is. */
function nameOf({ phenomenon, channel }: Reading): string | undefined {
  if (phenomenonOf(phenomenon) === undefined) return channel === '' ? ownName(phenomenon) : undefined;
  const name = channel === '' ? phenomenon : `${channel}_${phenomenon}`;
  const read = splitName(name);
  return read?.phenomenon === phenomenon && read.channel === channel ? name : undefined;
}

/** Each sensor's discovery message, then its value. Times cannot be said. */
export function encodeEsphome(readings: readonly Reading[], to: Addressee): readonly Outgoing[] {
  return readings.flatMap((reading) => {
    const name = nameOf(reading);
    if (name === undefined) return [];
    const unit = phenomenonOf(reading.phenomenon)?.unit;
    const stat_t = `${to.externalId}/sensor/${name}/state`;
    const config = { name, stat_t, uniq_id: name, ...(unit === undefined ? {} : { unit_of_meas: unit }) };
    return [
      {
        topic: `homeassistant/sensor/${to.externalId}/${name}/config`,
        headers: {},
        payload: Buffer.from(JSON.stringify(config)),
      },
      { topic: stat_t, headers: {}, payload: Buffer.from(String(reading.value)) },
    ];
  });
}
