import { channelOf, quantityNamed, type SplitName } from '../quantities.ts';
import { quantityOfUnit } from './units.ts';

/**
 * The device part of a name (RFC 9039): `urn:dev:mac:0024befffe804ff1`, `urn:dev:ow:10e2073a01080063`, `urn:dev:os:32473-7`.
 * It is a serial number or a MAC address, and is dropped.
 */
const DEVICE = /^urn:dev:[a-z0-9]+:[^:/_]*[:/_]?/i;
const SEPARATOR = /^[:/._-]/;

/** The name without what stands for the kit itself. */
function bare(name: string, externalId: string | undefined): string {
  const rest = name.replace(DEVICE, '');
  if (externalId === undefined || !rest.startsWith(externalId)) return rest;
  const after = rest.slice(externalId.length);
  return after === '' || SEPARATOR.test(after) ? after.slice(1) : rest;
}

/**
 * What a resolved name means. Its last part (after `:` or `/`) is the quantity, the parts before it are the sensor; where
 * the last part is no quantity of the catalogue, the unit may say the quantity, and the whole name is the sensor.
 */
export function meaningOf(
  name: string,
  { unit, externalId }: { unit: string | undefined; externalId: string | undefined },
): SplitName {
  const parts = bare(name, externalId)
    .split(/[:/]+/)
    .filter((part) => part !== '');
  const last = parts.at(-1) ?? '';
  const sensor = parts.slice(0, -1).join('-');
  const named = quantityNamed(last);
  if (named !== undefined) return { phenomenon: named, channel: channelOf(sensor) };
  const meant = quantityOfUnit(unit);
  if (meant !== undefined) return { phenomenon: meant, channel: channelOf(parts.join('-')) };
  const own = last === '' ? (unit ?? 'value') : last;
  return { phenomenon: own.slice(0, 100), channel: channelOf(sensor) };
}
