import { PHENOMENA } from '../../domain/phenomena/catalogue.ts';
import type { Phenomenon } from '../../domain/phenomena/phenomenon.ts';

/** A table with a value and a flags column for each of its phenomena, in this order. */
export interface WideTable {
  readonly name: string;
  readonly phenomena: readonly string[];
}

/** Where each phenomenon's column is. */
export interface Layout {
  readonly tables: readonly WideTable[];
  /** Table and position of a phenomenon that has a column; the others are in `others`. */
  readonly places: ReadonlyMap<string, { readonly table: number; readonly at: number }>;
}

/** The columns before the first phenomenon, of every wide table. */
export const KEY_COLUMNS = ['time', 'kit', 'channel', 'received'] as const;

/**
 * What most kits measure together. An absent value costs nearly as much to write as one that is there, so phenomena
 * that few kits have stand in tables of their own.
 */
const COMMON = new Set([
  'pm1',
  'pm2_5',
  'pm4',
  'pm10',
  'co2',
  'eco2',
  'tvoc',
  'noise_laeq',
  'temperature',
  'humidity',
  'pressure',
  'illuminance',
  'battery',
  'battery_voltage',
  'rssi',
]);

const FAMILIES: Readonly<Record<Phenomenon['group'], string>> = {
  particles: 'readings_particles',
  gases: 'readings_gases',
  noise: 'readings_noise',
  weather: 'readings_weather',
  light: 'readings_weather',
  device: 'readings_weather',
};

function familyOf({ id, group }: Phenomenon): string {
  return COMMON.has(id) ? 'readings' : FAMILIES[group];
}

/**
 * The tables and columns for the catalogue, given those a file has already: what is on disk stays where it is, new
 * phenomena come last in their family's table.
 */
export function layoutFor(
  onDisk: readonly WideTable[],
  catalogue: readonly Phenomenon[] = PHENOMENA,
): Layout {
  const tables = new Map(onDisk.map(({ name, phenomena }) => [name, [...phenomena]]));
  const placed = new Set(onDisk.flatMap(({ phenomena }) => phenomena));
  for (const phenomenon of catalogue) {
    if (placed.has(phenomenon.id)) continue;
    const name = familyOf(phenomenon);
    const table = tables.get(name);
    if (table === undefined) tables.set(name, [phenomenon.id]);
    else table.push(phenomenon.id);
  }
  const list = [...tables].map(([name, phenomena]) => ({ name, phenomena }));
  const places = list.flatMap(({ phenomena }, table) =>
    phenomena.map((id, at) => [id, { table, at }] as const),
  );
  return { tables: list, places: new Map(places) };
}
