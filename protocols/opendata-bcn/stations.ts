import { cellPosition, csvRows } from '../csv.ts';

/** A station as its network lists it. */
export interface ListedStation {
  /** The number under which the network's files give its values. */
  readonly externalId: string;
  readonly name: string;
  readonly position: { readonly lat: number; readonly lon: number };
  /** Street and kind of site, as far as the list says them; may be empty. */
  readonly site: string;
}

/** The stations of a list, and what of it could not be read, in words. */
export interface StationList {
  readonly stations: readonly ListedStation[];
  readonly faults: readonly string[];
}

/** Names of the columns, in lower case: those of Open Data BCN and what tables of one's own may call them. */
const COLUMNS = {
  id: ['estacio', 'id', 'station'],
  name: ['nom_cabina', 'name'],
  lat: ['latitud', 'lat', 'latitude'],
  lon: ['longitud', 'lon', 'longitude'],
} as const;
const SITE = ['ubicacio', 'clas_1', 'clas_2'];

/** Stations of one list, and faults that are told. */
const MOST = 500;
const FAULTS = 20;
const LONGEST = 80;

type At = Readonly<Record<keyof typeof COLUMNS, number>> & { readonly site: readonly number[] };

function columnsOf(cells: readonly string[]): At | string {
  const header = cells.map((cell) => cell.trim().toLowerCase());
  const at = (names: readonly string[]) => header.findIndex((cell) => names.includes(cell));
  const [id, name, lat, lon] = [at(COLUMNS.id), at(COLUMNS.name), at(COLUMNS.lat), at(COLUMNS.lon)];
  const lacking = Object.entries({ id, name, lat, lon }).flatMap(([column, index]) =>
    index < 0 ? [COLUMNS[column as keyof typeof COLUMNS].join(' or ')] : [],
  );
  if (lacking.length > 0) return `the header lacks ${lacking.join(', ')}`;
  return { id, name, lat, lon, site: SITE.map((column) => header.indexOf(column)).filter((i) => i >= 0) };
}

function stationOf(cells: readonly string[], at: At): ListedStation | string {
  const cell = (index: number) => cells[index]?.trim() ?? '';
  const [externalId, name] = [cell(at.id), cell(at.name)];
  if (externalId === '' || externalId.length > LONGEST) return 'no number of a station';
  if (name === '' || name.length > LONGEST)
    return `station ${externalId} has no name of at most ${LONGEST} characters`;
  const position = cellPosition(cells[at.lat], cells[at.lon]);
  if (position === undefined) return `station ${externalId} has no position`;
  const site = at.site.map(cell).filter((text) => text !== '');
  return { externalId, name, position, site: site.join(' · ').slice(0, 400) };
}

/**
 * The stations of a list: Open Data BCN's (`Estacio,nom_cabina,…,Longitud,Latitud,…`, one row a station and pollutant), or a table of
 * one's own with `id,name,lat,lon`. The first row of a station counts; at most 500 stations.
 */
export async function stationsOf(bytes: AsyncIterable<Buffer>): Promise<StationList> {
  const stations = new Map<string, ListedStation>();
  const faults: string[] = [];
  const fault = (line: number, words: string) => {
    if (faults.length < FAULTS) faults.push(`line ${line}: ${words}`);
  };
  let at: At | undefined;
  for await (const row of csvRows(bytes, ',')) {
    if ('fault' in row) fault(row.line, row.fault);
    else if (at === undefined) {
      const found = columnsOf(row.cells);
      if (typeof found === 'string') return { stations: [], faults: [`line ${row.line}: ${found}`] };
      at = found;
    } else {
      const station = stationOf(row.cells, at);
      if (typeof station === 'string') fault(row.line, station);
      else if (stations.has(station.externalId)) continue;
      else if (stations.size < MOST) stations.set(station.externalId, station);
      else fault(row.line, `station ${station.externalId} is beyond the ${MOST} of one list`);
    }
  }
  return { stations: [...stations.values()], faults };
}
