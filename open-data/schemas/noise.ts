import { z } from 'zod';
import { idSchema } from '../../domain/kit.ts';
import { missingSchema, wordsSchema } from './words.ts';

const moment = z.iso.datetime();
const notEnough = z.object({ enough: z.literal(false), missing: z.array(missingSchema) });

const levelSchema = z
  .discriminatedUnion('enough', [
    z.object({
      enough: z.literal(true),
      level: z.number().describe('dB(A), an energetic mean'),
      have: z.number().int(),
      of: z.number().int(),
    }),
    notEnough,
  ])
  .meta({ id: 'NoiseLevel' });
export type LevelView = z.infer<typeof levelSchema>;

const ldenSchema = z
  .discriminatedUnion('enough', [z.object({ enough: z.literal(true), level: z.number() }), notEnough])
  .meta({ id: 'Lden' });

const levels = { day: levelSchema, evening: levelSchema, night: levelSchema, lden: ldenSchema };

const definition = z.object({ id: z.string(), names: wordsSchema, source: z.string() });

const eventsSchema = z
  .discriminatedUnion('enough', [
    z.object({
      definition,
      enough: z.literal(true),
      threshold: z.number().describe('The level that was exceeded, dB(A)'),
      count: z.number().int(),
      events: z.array(z.object({ from: moment, to: moment, peak: z.number() })).max(200),
    }),
    z.object({ definition, ...notEnough.shape }),
  ])
  .meta({ id: 'NightEvents', description: 'At most 200 of a night are listed; `count` has them all' });

export const noiseSchema = z
  .object({
    kit: idSchema,
    zone: z.string(),
    periods: z.object({
      id: z.string(),
      names: wordsSchema,
      from: z.object({ day: z.number(), evening: z.number(), night: z.number() }),
    }),
    indicative: z.literal(true),
    days: z.array(z.object({ date: z.string(), ...levels, events: z.array(eventsSchema) })),
    over: z.object(levels).describe('All days together, of which 75 % must have their levels'),
    notes: z.array(wordsSchema),
  })
  .meta({ id: 'Noise' });
export type NoiseView = z.infer<typeof noiseSchema>;
