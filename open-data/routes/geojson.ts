import type { Offer } from '../http/negotiate.ts';

/** What collections of things with positions are offered in. */
export const GEO_OFFERS = [
  { format: 'json', types: ['application/json'] },
  { format: 'geojson', types: ['application/geo+json'] },
] as const satisfies readonly [Offer<'json' | 'geojson'>, ...Offer<'json' | 'geojson'>[]];
