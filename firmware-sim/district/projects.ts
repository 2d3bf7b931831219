import { type Organisation, organisationSchema, type Project, projectSchema } from '../../domain/project.ts';

function organisation(given: Pick<Organisation, 'id' | 'name' | 'type' | 'description'>): Organisation {
  return organisationSchema.parse(given);
}

/** Invented organisations, named so that nobody takes them for real ones. */
export const ORGANISATIONS: readonly Organisation[] = [
  organisation({
    id: 'demo-veins-almogavers',
    name: 'Veïnes i veïns d’Almogàvers (demonstration)',
    type: 'community',
    description: 'A neighbourhood association that does not exist. It shows how citizens run kits together.',
  }),
  organisation({
    id: 'demo-taller-pujades',
    name: 'Taller obert de Pujades (demonstration)',
    type: 'charity',
    description: 'A maker space that does not exist. It shows who builds and mends kits.',
  }),
  organisation({
    id: 'demo-escola-llacuna',
    name: 'Escola de la Llacuna (demonstration)',
    type: 'public',
    description: 'A school that does not exist. It shows kits that pupils build.',
  }),
];

const NOTE =
  'This project belongs to the demonstration: its kits do not exist and its readings are computed.';

function project(
  given: Pick<Project, 'id' | 'name' | 'summary' | 'organisations' | 'strategies'> & {
    start: string;
    cluster: string;
    description: string;
  },
): Project {
  return projectSchema.parse({
    ...given,
    description: `${given.description}\n\n${NOTE}`,
    status: 'live',
    simulated: true,
  });
}

/** Invented projects of the kinds that put kits up. */
export const PROJECTS: readonly Project[] = [
  project({
    id: 'demo-carrers-tranquils',
    name: 'Carrers tranquils (demonstration)',
    summary: 'How much quieter and cleaner is it inside the Superblock than on the streets around it?',
    description:
      'Neighbours compare kits on the squares inside the Superblock with kits on the streets that bound it, by day and by night.',
    start: '2026-03-01',
    organisations: ['demo-veins-almogavers', 'demo-taller-pujades'],
    cluster: 'cities-urban-development',
    strategies: ['better-public-space', 'civic-engagement'],
  }),
  project({
    id: 'demo-aire-escola',
    name: 'L’aire de l’escola (demonstration)',
    summary: 'Pupils measure the air on their way to school and in their classroom.',
    description:
      'A class builds its kits in the maker space, puts them up along the way to school and reads them in science lessons.',
    start: '2026-09-14',
    organisations: ['demo-escola-llacuna', 'demo-taller-pujades'],
    cluster: 'skills-learning',
    strategies: ['civic-engagement', 'local-production'],
  }),
  project({
    id: 'demo-construim-el-temps',
    name: 'Construïm el temps (demonstration)',
    summary: 'Kits built, mended and compared side by side on the roof of a maker space.',
    description:
      'Makers try sensors against each other, find those that drift or die, and publish what they learn with the designs.',
    start: '2026-01-15',
    organisations: ['demo-taller-pujades'],
    cluster: 'food-environment-climate',
    strategies: ['local-production', 'recycling-upcycling', 'data-sovereignty'],
  }),
];
