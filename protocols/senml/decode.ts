import type { Envelope } from '../../domain/envelope.ts';
import { foundText } from '../../domain/refusal.ts';
import type { DecodeContext, Decoded } from '../contract.ts';
import { putMeasured } from '../measured.ts';
import { Tray, unreadable } from '../tray.ts';
import { meaningOf } from './naming.ts';
import { packOf } from './pack.ts';
import { type Resolved, resolve } from './resolve.ts';
import { isPlace, usualUnit } from './units.ts';

function takeRecord(tray: Tray, record: Resolved, externalId: string | undefined): void {
  const { index, name, unit, time, value, sum, other } = record;
  const path = `[${index}]`;
  if (isPlace(unit)) {
    tray.ignored++;
    return;
  }
  if (other !== undefined) {
    const expected = 'v or s: texts, booleans and data are not kept';
    tray.refused.push({ code: 'wrong_type', path, found: foundText(other), expected });
    return;
  }
  if (value === undefined && sum === undefined) {
    tray.missing++;
    return;
  }
  const when = tray.when(time, `${path}.t`);
  if (when === undefined) return;
  const { phenomenon, channel } = meaningOf(name, { unit, externalId });
  if (value !== undefined) {
    const usual = unit === undefined ? { value, unit } : usualUnit(value, unit);
    putMeasured(tray, { phenomenon, channel, ...usual, when, path: `${path}.v` });
  }
  // An integral over time, of unit × seconds (RFC 8428, 4.3): no quantity of the catalogue.
  if (sum !== undefined)
    tray.found.push({
      ...{ phenomenon: `${phenomenon}_sum`, channel, time: when.time, value: sum, flags: when.flags },
      path: `${path}.s`,
    });
}

/** Reads a SenML pack (RFC 8428), JSON or CBOR. */
export function decodeSenml({ payload, received }: Envelope, context: DecodeContext): Decoded {
  const pack = packOf(payload);
  if ('refusal' in pack) return unreadable(pack.refusal);
  const { records, refused } = resolve(pack.records, received / 1000);
  const tray = new Tray(context);
  tray.refused.push(...refused);
  for (const record of records) {
    if (tray.overfull) break;
    takeRecord(tray, record, context.externalId);
  }
  return tray.result();
}
