import type { KitView } from '../../api-types.ts';

const DAY = 86_400_000;
const EARTH = 6_371_000;
const RADIANS = Math.PI / 180;

/** What the address says is to be compared; empty for what it leaves open. */
export interface Asked {
  readonly kit: string;
  readonly station: string;
  readonly phenomenon: string;
  /** Days, `from` included and `to` not, as the API takes them. */
  readonly from: string;
  readonly to: string;
}

const NAMES = ['kit', 'station', 'phenomenon', 'from', 'to'] as const;

/** What an address asks for. */
export function askedIn({ searchParams }: URL): Asked {
  const [kit = '', station = '', phenomenon = '', from = '', to = ''] = NAMES.map(
    (name) => searchParams.get(name) ?? '',
  );
  return { kit, station, phenomenon, from, to };
}

/** The page's address, or the API's query, for what is asked. */
export function queryOf(asked: Asked): URLSearchParams {
  const query = new URLSearchParams();
  for (const name of NAMES) if (asked[name] !== '') query.set(name, asked[name]);
  return query;
}

/** The day before, or after, a day such as 2026-03-01; empty for no day. */
export function dayBeside(day: string, days: 1 | -1): string {
  const time = Date.parse(`${day.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(time) ? '' : new Date(time + days * DAY).toISOString().slice(0, 10);
}

/** Metres between the published positions of two kits on the sphere (haversine), as the API counts them; undefined where one has none. */
export function metresBetween(a: KitView | undefined, b: KitView): number | undefined {
  if (!a?.position || !b.position) return undefined;
  const [here, there] = [a.position, b.position];
  const north = Math.sin(((there.lat - here.lat) * RADIANS) / 2) ** 2;
  const east = Math.sin(((there.lon - here.lon) * RADIANS) / 2) ** 2;
  const h = north + Math.cos(here.lat * RADIANS) * Math.cos(there.lat * RADIANS) * east;
  return Math.round(2 * EARTH * Math.asin(Math.min(1, Math.sqrt(h))));
}

const measured = (kit: KitView) => new Set(kit.latest.map(({ phenomenon }) => phenomenon));

/** Phenomena that both have values of. */
export function commonOf(kit: KitView | undefined, station: KitView | undefined): string[] {
  if (kit === undefined || station === undefined) return [];
  const there = measured(station);
  return [...measured(kit)].filter((phenomenon) => there.has(phenomenon));
}

/** The stations, nearest to the kit first; those without a position last, by name. */
export function stationsBeside(kit: KitView | undefined, kits: readonly KitView[]): KitView[] {
  const far = (station: KitView) => metresBetween(kit, station) ?? Number.POSITIVE_INFINITY;
  return kits
    .filter(({ official }) => official)
    .sort((a, b) => {
      const [here, there] = [far(a), far(b)];
      return here === there ? a.name.localeCompare(b.name) : here - there;
    });
}

/** What is asked, with what it leaves open: the nearest station that measures something the kit does, and PM2.5 where both have it. */
export function completed(asked: Asked, kits: readonly KitView[]): Asked {
  const kit = kits.find(({ id }) => id === asked.kit);
  const beside = stationsBeside(kit, kits);
  const named = kits.find(({ id }) => id === asked.station);
  const wanted = asked.phenomenon;
  const fits = (one: KitView) => {
    const common = commonOf(kit, one);
    return wanted === '' ? common.length > 0 : common.includes(wanted);
  };
  const station = named ?? (kit === undefined ? undefined : beside.find(fits));
  const common = commonOf(kit, station);
  const phenomenon = wanted !== '' ? wanted : common.includes('pm2_5') ? 'pm2_5' : (common[0] ?? '');
  return { ...asked, station: asked.station || (station?.id ?? ''), phenomenon };
}
