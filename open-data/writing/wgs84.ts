import { z } from 'zod';

/** Names of systems in longitude and latitude that are WGS 84, or ETRS 89, which is within a metre of it. */
const DEGREES = /(?:CRS:?84|EPSG:{1,2}(?:4326|4258))$/i;

const crsSchema = z.object({ properties: z.object({ name: z.string().max(200) }) });

/** The first position within nested coordinates. */
function firstPosition(coordinates: unknown): readonly [number, number] | undefined {
  if (!Array.isArray(coordinates)) return undefined;
  const [x, y] = coordinates as unknown[];
  if (typeof x === 'number' && typeof y === 'number') return [x, y];
  return firstPosition(x);
}

const featureSchema = z.object({ geometry: z.object({ coordinates: z.unknown() }) });

const CONVERT = 'convert it first, for example: ogr2ogr -t_srs EPSG:4326 wgs84.geojson <file>';

/**
 * Why a collection is not in WGS 84, longitude first, as GeoJSON has to be (RFC 7946, 4): another reference system is named, or the
 * first position is in metres. Undefined where nothing speaks against it.
 */
export function notWgs84(features: readonly unknown[], crs: unknown): string | undefined {
  const named = crsSchema.safeParse(crs);
  const name = named.success ? named.data.properties.name : undefined;
  if (name !== undefined && !DEGREES.test(name))
    return `the file is in the reference system "${name}", not in longitude and latitude (WGS 84); ${CONVERT}.`;
  const first = featureSchema.safeParse(features[0]);
  const position = first.success ? firstPosition(first.data.geometry.coordinates) : undefined;
  if (position === undefined) return undefined;
  const [x, y] = position;
  if (Math.abs(x) <= 180 || Math.abs(y) <= 90) return undefined;
  return `the file’s first position is ${x}, ${y}: that looks like metres of a projection (UTM), not longitude and latitude (WGS 84); ${CONVERT}.`;
}
