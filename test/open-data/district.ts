import { FLAGS } from '../../domain/flags.ts';
import type { Receipt } from '../../domain/receipt.ts';
import { kitFields, NOON, openServer, reading, type TestServer } from './server.ts';

/** Exact positions, in a form that no other number of an answer has. */
export const EXACT = { lat: 41.4031234567, lon: 2.1987654321 };
export const SQUARE = {
  type: 'Polygon' as const,
  coordinates: [
    [
      [2.19, 41.4],
      [2.21, 41.4],
      [2.21, 41.41],
      [2.19, 41.41],
      [2.19, 41.4],
    ],
  ],
};

const READINGS = [
  reading({ kit: 'aire', value: 11 }),
  reading({ kit: 'aire', phenomenon: 'x_soil', channel: 'b', time: NOON + 1000 }),
  reading({ kit: 'soroll', phenomenon: 'noise_laeq', value: 61.5 }),
  reading({ kit: 'demo', flags: FLAGS.simulated }),
];

const receipts = (kit: string, raw: boolean): Receipt[] => [
  {
    ...{
      id: 4,
      kit,
      received: new Date(NOON).toISOString(),
      topic: `kits/${kit}/readings`,
      decoder: 'native/1',
    },
    ...{ accepted: 1, rejected: 1, duplicates: 0, quarantined: 0, missing: 0, assumptions: [] },
    reasons: [
      {
        code: 'wrong_type',
        path: 'no2',
        ...(raw && { found: '"abc"' }),
        rule: 'not a number',
        right: 'a number',
      },
    ],
  },
];

/**
 * A server over a small district: `aire` of a project, in a place; `soroll` elsewhere; `demo`, simulated, where `aire` is;
 * `mut`, which has no position and never said anything.
 */
export async function openDistrict(): Promise<TestServer> {
  const server = await openServer({
    receipts,
    readings: READINGS,
  });
  const { registry } = server;
  await registry.organisations.put({
    id: 'fab',
    name: 'Fab Lab',
    url: 'https://fab.example',
    type: 'research',
    description: '',
  });
  await registry.projects.put({
    ...{ id: 'veus', name: 'Veus', summary: '', description: '', url: '', status: 'live', simulated: false },
    ...{ organisations: ['fab'], cluster: 'cities-urban-development', strategies: ['km0'] },
  });
  await registry.places.put({
    id: 'illa',
    name: 'Illa',
    kind: 'superblock',
    geometry: SQUARE,
    source: 'ours',
    simulated: false,
  });
  await registry.register(
    kitFields({ name: 'Aire', project: 'veus', position: EXACT, precision: 250, model: 'smart-citizen-2-1' }),
    { id: 'aire' },
  );
  await registry.register(
    kitFields({ name: 'Soroll', position: { lat: 41.38, lon: 2.15 }, licence: 'CC0-1.0' }),
    { id: 'soroll' },
  );
  await registry.register(kitFields({ name: 'Demo', position: EXACT }), { id: 'demo', simulated: true });
  await registry.register(kitFields({ name: 'Mut' }), { id: 'mut' });
  return server;
}
