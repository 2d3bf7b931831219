import { z } from 'zod';
import { geometrySchema } from './geo.ts';
import { idSchema } from './kit.ts';

const text = (max: number) => z.string().trim().max(max);
const url = z
  .url({ protocol: /^https?$/ })
  .max(300)
  .or(z.literal(''));

/** Kinds of organisation in the DSI4EU vocabulary. */
export const ORGANISATION_TYPES = ['business', 'charity', 'community', 'research', 'public'] as const;

export const organisationSchema = z.object({
  id: idSchema,
  name: text(120).min(1),
  url: url.default(''),
  type: z.enum(ORGANISATION_TYPES).default('community'),
  description: text(2000).default(''),
});
export type Organisation = z.infer<typeof organisationSchema>;

/** A digital-social-innovation project that puts kits up. */
export const projectSchema = z.object({
  id: idSchema,
  name: text(120).min(1),
  summary: text(300).default(''),
  description: text(4000).default(''),
  url: url.default(''),
  status: z.enum(['live', 'closed']).default('live'),
  start: z.iso.date().optional(),
  end: z.iso.date().optional(),
  organisations: z.array(idSchema).max(20).default([]),
  /** Id of one of the six clusters. */
  cluster: z.string().max(48).optional(),
  /** Ids of city strategies. */
  strategies: z.array(z.string().max(48)).max(11).default([]),
  simulated: z.boolean().default(false),
});
export type Project = z.infer<typeof projectSchema>;

/** What a place is. */
export const PLACE_KINDS = [
  'superblock',
  'neighbourhood',
  'district',
  'fab-lab',
  'ateneu',
  'street',
  'other',
] as const;

export const placeSchema = z.object({
  id: idSchema,
  name: text(120).min(1),
  kind: z.enum(PLACE_KINDS).default('other'),
  geometry: geometrySchema,
  /** Where the geometry comes from, and under which licence. */
  source: text(300).default(''),
  simulated: z.boolean().default(false),
});
export type Place = z.infer<typeof placeSchema>;
