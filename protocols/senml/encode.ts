import { phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import type { Reading } from '../../domain/reading.ts';
import { MAX_READINGS } from '../body.ts';
import type { Addressee, Outgoing } from '../contract.ts';
import { chunks } from '../grouping.ts';
import { ownName } from '../quantities.ts';

/** Units of the catalogue as the SenML registry spells them; others go as they are. */
const SENML: Readonly<Record<string, string>> = {
  '[ppm]': 'ppm',
  '[ppb]': 'ppb',
  'dB{mW}': 'dBm',
  'dB[SPL]': 'dB',
};

function recordOf({ phenomenon, channel, time, value }: Reading): Record<string, unknown> | undefined {
  const known = phenomenonOf(phenomenon);
  const name = known?.id ?? ownName(phenomenon);
  if (name === undefined) return undefined;
  const unit = phenomenon === 'humidity' ? '%RH' : phenomenon === 'battery' ? '%EL' : known?.unit;
  return {
    n: channel === '' ? name : `${channel}/${name}`,
    ...(unit === undefined || unit === '1' ? {} : { u: SENML[unit] ?? unit }),
    v: value,
    t: time / 1000,
  };
}

/** SenML packs of these readings on `senml/<id>`, one record a reading. */
export function encodeSenml(readings: readonly Reading[], to: Addressee): readonly Outgoing[] {
  return chunks(readings, MAX_READINGS).flatMap((part) => {
    const records = part.map(recordOf).filter((record) => record !== undefined);
    if (records.length === 0) return [];
    return [{ topic: `senml/${to.externalId}`, headers: {}, payload: Buffer.from(JSON.stringify(records)) }];
  });
}
