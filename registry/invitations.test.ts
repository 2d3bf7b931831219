import { afterEach, beforeEach, expect, it } from 'vitest';
import { projectSchema } from '../domain/project.ts';
import type { Invitation } from './contract.ts';
import { done, type Fresh, fields, freshRegistry } from './fresh.test-kit.ts';

let fresh: Fresh;
beforeEach(async () => {
  fresh = await freshRegistry();
  done(await fresh.registry.projects.put(projectSchema.parse({ id: 'p1', name: 'One' })));
});
afterEach(() => fresh.end());

const DAY = 86_400_000;

it('is good for fourteen days unless told otherwise, also after a restart', async () => {
  const { invitation, token } = done(await fresh.registry.invite({ project: 'p1', note: 'for Aina' }));
  expect(invitation).toMatchObject({ project: 'p1', note: 'for Aina', expires: fresh.clock + 14 * DAY });
  expect((await fresh.reopen()).invitation(token)).toEqual(invitation);
  fresh.clock += 14 * DAY;
  expect(fresh.registry.invitation(token)).toMatchObject({ obstacle: 'expired' });
  expect(await fresh.registry.claim(token, fields({ name: 'Late' }))).toMatchObject({ obstacle: 'expired' });
  const short = done(await fresh.registry.invite({ validDays: 1 }));
  expect(short.invitation.expires).toBe(fresh.clock + DAY);
});

it('names no project that does not exist, and knows no token it did not give', async () => {
  expect(await fresh.registry.invite({ project: 'p2' })).toMatchObject({
    obstacle: 'unknown_reference',
    field: 'project',
  });
  expect(fresh.registry.invitation('guess')).toMatchObject({ obstacle: 'not_found' });
});

it('registers one kit, in the project of the invitation and no other', async () => {
  done(await fresh.registry.projects.put(projectSchema.parse({ id: 'p2', name: 'Two' })));
  const { token } = done(await fresh.registry.invite({ project: 'p1' }));
  const claimed = done(await fresh.registry.claim(token, fields({ name: 'Mine', project: 'p2' })));
  expect(claimed.kit).toMatchObject({ project: 'p1', open: false, simulated: false });
  expect(fresh.registry.authenticate('mine', claimed.token ?? '')).toBe(true);
  const without = done(await fresh.registry.invite({}));
  const free = done(await fresh.registry.claim(without.token, fields({ name: 'Free', project: 'p2' })));
  expect(free.kit.project).toBeUndefined();
});

it('of two who claim at once one wins', async () => {
  const { token } = done(await fresh.registry.invite({}));
  const claims = await Promise.all(['A', 'B'].map((name) => fresh.registry.claim(token, fields({ name }))));
  expect(claims[0]).toMatchObject({ kit: { id: 'a' } });
  expect(claims[1]).toMatchObject({ obstacle: 'used' });
  expect(fresh.registry.kits()).toHaveLength(1);
  expect((await fresh.reopen()).invitation(token)).toMatchObject({ obstacle: 'used' });
});

it('a claim that meets an obstacle does not spend it', async () => {
  const { token } = done(await fresh.registry.invite({}));
  expect(await fresh.registry.claim(token, fields({ name: 'A', model: 'none' }))).toMatchObject({
    obstacle: 'unknown_reference',
  });
  expect((fresh.registry.invitation(token) as Invitation).kit).toBeUndefined();
  done(await fresh.registry.claim(token, fields({ name: 'A' })));
});

it('registers an open kit, which has no token, when told so', async () => {
  const { token } = done(await fresh.registry.invite({}));
  const claimed = done(await fresh.registry.claim(token, fields({ name: 'Open' }), { open: true }));
  expect([claimed.kit.open, claimed.token]).toEqual([true, undefined]);
  expect((await fresh.reopen()).kit('open')?.open).toBe(true);
});
