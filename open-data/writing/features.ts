import { z } from 'zod';
import { type PLACE_KINDS, type Place, placeSchema } from '../../domain/project.ts';
import { faultWords } from '../http/words.ts';

/** How features become places. */
export interface ImportOptions {
  readonly kind: (typeof PLACE_KINDS)[number];
  /** Property that holds the name. */
  readonly name: string;
  /** Property that holds the id; made from the name when absent. */
  readonly id?: string | undefined;
  /** Put before every id. */
  readonly prefix?: string | undefined;
  readonly source: string;
  readonly simulated: boolean;
}

/** An id made from a name: `la Sagrada Família` → `la-sagrada-familia`; empty where no letter or digit is left. */
export function idFromName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 48)
    .replace(/-+$/, '');
}

const featureSchema = z.object({
  type: z.literal('Feature'),
  properties: z.record(z.string(), z.unknown()).nullable(),
  geometry: z.unknown(),
});

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string' && value.trim() !== '') return value.trim();
  return typeof value === 'number' ? String(value) : undefined;
}

/** A feature of a collection as a place, or why it cannot be one, in words. */
export function placeOf(given: unknown, options: ImportOptions): Place | string {
  const feature = featureSchema.safeParse(given);
  if (!feature.success)
    return faultWords(feature.error.issues, { part: 'feature', schema: featureSchema, given });
  const properties = feature.data.properties ?? {};
  const name = textOf(properties[options.name]);
  if (name === undefined)
    return `feature has no text in its property "${options.name}", which should hold the name.`;
  const stated = options.id === undefined ? undefined : textOf(properties[options.id]);
  if (options.id !== undefined && stated === undefined)
    return `feature has nothing in its property "${options.id}", which should hold the id.`;
  const { kind, source, simulated } = options;
  const candidate = {
    id: idFromName(`${options.prefix ?? ''}${stated ?? name}`),
    name,
    kind,
    source,
    simulated,
    geometry: feature.data.geometry,
  };
  const place = placeSchema.safeParse(candidate);
  if (place.success) return place.data;
  return faultWords(place.error.issues, { part: 'feature', schema: placeSchema, given: candidate });
}
