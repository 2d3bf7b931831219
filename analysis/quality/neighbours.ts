/** One kit's value at one time, and where the kit stands. */
export interface Observation {
  readonly lat: number;
  readonly lon: number;
  /** Metres above the sea; where it is not known, heights are not compared. */
  readonly elevation?: number | undefined;
  /** In the phenomenon's own unit; not finite for none. */
  readonly value: number;
  /** Compared with, and never doubted itself (titanlib: `obs_to_check` 0). */
  readonly unchecked?: boolean | undefined;
}

const EARTH = 6_371_000;
const RADIANS = Math.PI / 180;

/** Metres between two positions on the sphere (haversine). */
export function metresBetween(
  a: Pick<Observation, 'lat' | 'lon'>,
  b: Pick<Observation, 'lat' | 'lon'>,
): number {
  const [dLat, dLon] = [(b.lat - a.lat) * RADIANS, (b.lon - a.lon) * RADIANS];
  const h =
    Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * RADIANS) * Math.cos(b.lat * RADIANS) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Cells as large as the radius, in space, so that neighbours are in the 27 cells around a kit, at the poles and at 180° too. */
function cellOf({ lat, lon }: Observation, radius: number): [number, number, number] {
  const flat = Math.cos(lat * RADIANS) * EARTH;
  const x = flat * Math.cos(lon * RADIANS);
  const y = flat * Math.sin(lon * RADIANS);
  const z = EARTH * Math.sin(lat * RADIANS);
  return [Math.floor(x / radius), Math.floor(y / radius), Math.floor(z / radius)];
}

/**
 * For each observation the places of all others at most `radius` m away (as titanlib, the kit itself left out). Those without a
 * position have none and are nobody's. Linear while few kits share a cell.
 */
export function neighboursWithin(
  all: readonly Observation[],
  radius: number,
): readonly (readonly number[])[] {
  const cells = new Map<string, number[]>();
  const placed = (o: Observation) => Number.isFinite(o.lat) && Number.isFinite(o.lon);
  all.forEach((one, i) => {
    if (!placed(one)) return;
    const key = cellOf(one, radius).join();
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, [i]);
    else cell.push(i);
  });
  const around = [-1, 0, 1];
  return all.map((one, i) => {
    if (!placed(one)) return [];
    const [x, y, z] = cellOf(one, radius);
    const near = around.flatMap((dx) =>
      around.flatMap((dy) => around.flatMap((dz) => cells.get(`${x + dx},${y + dy},${z + dz}`) ?? [])),
    );
    return near.filter((j) => j !== i && metresBetween(one, all[j] as Observation) <= radius);
  });
}
