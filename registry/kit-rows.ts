import type { Selectable } from 'kysely';
import type { Calibration } from '../domain/calibration.ts';
import type { Kit } from '../domain/kit.ts';
import type { Mapping, Meanings } from '../domain/mapping.ts';
import { externalKey } from './external-ids.ts';
import type { Tables } from './tables.ts';

type Row = Selectable<Tables['kit']>;

/** A kit as it stands in its table. */
export function toRow(kit: Kit): Row {
  const { externalId } = kit;
  return {
    id: kit.id,
    name: kit.name,
    description: kit.description,
    model: kit.model ?? null,
    dialect: kit.dialect,
    external_id: externalId ?? null,
    external_key: externalId === undefined ? null : externalKey(kit.dialect, externalId),
    project: kit.project ?? null,
    lat: kit.position?.lat ?? null,
    lon: kit.position?.lon ?? null,
    precision: kit.precision,
    exposure: kit.exposure,
    licence: kit.licence,
    steward: kit.steward,
    time_zone: kit.timeZone,
    simulated: Number(kit.simulated),
    open: Number(kit.open),
    created: kit.created,
    gateway: kit.gateway ?? null,
    meanings: kit.meanings === undefined ? null : JSON.stringify(kit.meanings),
    mapping: kit.mapping === undefined ? null : JSON.stringify(kit.mapping),
    calibrations: kit.calibrations === undefined ? null : JSON.stringify(kit.calibrations),
    official: Number(kit.official),
  };
}

/** The kit of a row of its table; the columns hold what the schema let in. */
export function fromRow(row: Row): Kit {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    ...(row.model === null ? {} : { model: row.model }),
    dialect: row.dialect,
    ...(row.external_id === null ? {} : { externalId: row.external_id }),
    ...(row.project === null ? {} : { project: row.project }),
    ...(row.lat === null || row.lon === null ? {} : { position: { lat: row.lat, lon: row.lon } }),
    precision: row.precision as Kit['precision'],
    exposure: row.exposure as Kit['exposure'],
    licence: row.licence as Kit['licence'],
    steward: row.steward,
    timeZone: row.time_zone,
    simulated: row.simulated === 1,
    open: row.open === 1,
    official: row.official === 1,
    created: row.created,
    ...(row.gateway === null ? {} : { gateway: row.gateway }),
    ...(row.meanings === null ? {} : { meanings: JSON.parse(row.meanings) as Meanings }),
    ...(row.mapping === null ? {} : { mapping: JSON.parse(row.mapping) as Mapping }),
    ...(row.calibrations === null ? {} : { calibrations: JSON.parse(row.calibrations) as Calibration[] }),
  };
}
