import { z } from 'zod';
import { geometrySchema } from '../../domain/geo.ts';
import { idSchema } from '../../domain/kit.ts';
import { organisationSchema, placeSchema, projectSchema } from '../../domain/project.ts';
import { clusterSchema } from '../../domain/reference/clusters.ts';
import { strategySchema } from '../../domain/reference/strategies.ts';

export const clusterViewSchema = clusterSchema.meta({ id: 'Cluster' });
export const strategyViewSchema = strategySchema.meta({ id: 'Strategy' });

export const projectViewSchema = projectSchema
  .extend({
    organisations: z.array(organisationSchema.pick({ id: true, name: true, url: true })),
    cluster: clusterViewSchema.nullable(),
    strategies: z.array(strategyViewSchema),
    kits: z.array(idSchema),
  })
  .meta({ id: 'Project' });
export type ProjectView = z.infer<typeof projectViewSchema>;

export const organisationViewSchema = organisationSchema.meta({ id: 'Organisation' });

export const organisationDetailSchema = organisationSchema
  .extend({ projects: z.array(projectSchema.pick({ id: true, name: true })) })
  .meta({ id: 'OrganisationDetail' });

export const placeViewSchema = placeSchema.meta({ id: 'Place' });

export const placeCollectionSchema = z
  .object({
    type: z.literal('FeatureCollection'),
    features: z.array(
      z.object({
        type: z.literal('Feature'),
        id: idSchema,
        geometry: geometrySchema,
        properties: placeSchema.omit({ geometry: true }),
      }),
    ),
  })
  .meta({ id: 'PlaceCollection', description: 'GeoJSON (RFC 7946), longitude first' });
