import { z } from 'zod';
import { idSchema } from '../kit.ts';
import { namesSchema } from './named.ts';

/** A cluster of digital social innovation, as the DSISCALE project (Horizon 2020) drew them. */
export const clusterSchema = z.object({
  id: idSchema,
  names: namesSchema,
  lead: z.object({
    name: z.string().min(1),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional()
      .describe('ISO 3166-1 alpha-2'),
  }),
});
export type Cluster = z.infer<typeof clusterSchema>;

/** The six clusters and who led them. */
export const CLUSTERS: readonly Cluster[] = [
  {
    id: 'migration-integration',
    names: {
      ca: 'Migració i integració',
      es: 'Migración e integración',
      en: 'Migration and integration',
    },
    lead: { name: 'betterplace lab', country: 'DE' },
  },
  {
    id: 'food-environment-climate',
    names: {
      ca: 'Alimentació, medi ambient i canvi climàtic',
      es: 'Alimentación, medio ambiente y cambio climático',
      en: 'Food, environment and climate change',
    },
    lead: { name: 'Waag Society', country: 'NL' },
  },
  {
    id: 'health-care',
    names: { ca: 'Salut i cures', es: 'Salud y cuidados', en: 'Health and care' },
    lead: { name: 'WeMake', country: 'IT' },
  },
  {
    id: 'skills-learning',
    names: {
      ca: 'Competències i aprenentatge',
      es: 'Competencias y aprendizaje',
      en: 'Skills and learning',
    },
    lead: { name: 'Fab Foundation' },
  },
  {
    id: 'digital-democracy',
    names: { ca: 'Democràcia digital', es: 'Democracia digital', en: 'Digital democracy' },
    lead: { name: 'ePaństwo Foundation', country: 'PL' },
  },
  {
    id: 'cities-urban-development',
    names: {
      ca: 'Ciutats i desenvolupament urbà',
      es: 'Ciudades y desarrollo urbano',
      en: 'Cities and urban development',
    },
    lead: { name: 'Barcelona Activa', country: 'ES' },
  },
];
