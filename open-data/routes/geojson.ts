import type { Offer } from '../http/negotiate.ts';

/** Media types of collections of things with positions. */
export const GEO_TYPES = { json: 'application/json', geojson: 'application/geo+json' } as const;

/** What collections of things with positions are offered in. */
export const GEO_OFFERS = [
  { format: 'json', types: [GEO_TYPES.json] },
  { format: 'geojson', types: [GEO_TYPES.geojson] },
] as const satisfies readonly [Offer<'json' | 'geojson'>, ...Offer<'json' | 'geojson'>[]];
