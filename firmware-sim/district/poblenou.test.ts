import { expect, test } from 'vitest';
import { contains } from '../../domain/geo.ts';
import { kitSchema } from '../../domain/kit.ts';
import { CLUSTERS } from '../../domain/reference/clusters.ts';
import { KIT_MODELS } from '../../domain/reference/kit-models.ts';
import { STRATEGIES } from '../../domain/reference/strategies.ts';
import { believable } from '../days/believable.ts';
import { POBLENOU } from './poblenou.ts';

const { kits, places, projects, organisations } = POBLENOU;
const ids = (records: readonly { readonly id: string }[]) => records.map(({ id }) => id);
const superblock = places.find(({ kind }) => kind === 'superblock')?.geometry;
const inside = kits.filter(
  ({ fields: { position } }) =>
    superblock !== undefined && position !== undefined && contains(superblock, position),
);

test('every record has an id of its own that says it is of the demonstration', () => {
  const all = ids([...kits, ...places, ...projects, ...organisations]);
  expect(new Set(all).size).toBe(all.length);
  expect(all.filter((id) => !id.startsWith('demo-'))).toEqual([]);
  expect(projects.every(({ simulated, name }) => simulated && name.endsWith('(demonstration)'))).toBe(true);
  expect(organisations.every(({ name }) => name.endsWith('(demonstration)'))).toBe(true);
  expect(places.every(({ simulated, source }) => simulated && source.includes('not survey data'))).toBe(true);
});

test('what a record names exists', () => {
  for (const { fields } of kits) {
    expect(ids(projects)).toContain(fields.project);
    expect(ids(KIT_MODELS)).toContain(fields.model);
  }
  for (const { organisations: named, cluster, strategies } of projects) {
    expect(ids(organisations)).toEqual(expect.arrayContaining(named));
    expect(ids(CLUSTERS)).toContain(cluster);
    expect(ids(STRATEGIES)).toEqual(expect.arrayContaining(strategies));
  }
});

test('kits pass the schema of the registry, and each dialect is spoken by several', () => {
  for (const { id, fields } of kits)
    expect(() => kitSchema.parse({ ...fields, id, simulated: true, open: false, created: 0 })).not.toThrow();
  for (const dialect of ['native', 'smart-citizen', 'airrohr'])
    expect(kits.filter(({ fields }) => fields.dialect === dialect).length).toBeGreaterThanOrEqual(4);
  const external = kits.flatMap(({ fields }) => fields.externalId ?? []);
  expect(new Set(external).size).toBe(external.length);
});

test('the Superblock holds the kits that stand inside it, and they have little traffic', () => {
  expect(ids(inside)).toContain('demo-placa-almogavers');
  expect(inside.length).toBeGreaterThanOrEqual(6);
  const well = inside.filter(({ fields }) => !/Pallars|Llacuna|Tànger|Badajoz/.test(fields.name));
  expect(well.every(({ site }) => site.traffic <= 0.05)).toBe(true);
});

test('every kit has something to say at noon on a Tuesday', () => {
  const tuesday = Date.UTC(2026, 10, 3, 11);
  for (const kit of kits.filter(({ site }) => site.ailment !== 'weak_battery'))
    expect(kit.measures.filter((id) => believable(kit, id, tuesday) === undefined)).toEqual([]);
  expect(kits.every(({ measures }) => measures.length > 2)).toBe(true);
});
