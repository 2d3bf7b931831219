import { afterEach, beforeEach, expect, it } from 'vitest';
import { done, type Fresh, fields, freshRegistry } from './fresh.test-kit.ts';

let fresh: Fresh;
beforeEach(async () => {
  fresh = await freshRegistry();
  done(await fresh.registry.register(fields({ name: 'Kit' }), { id: 'k1' }));
  done(await fresh.registry.register(fields({ name: 'Kit' }), { id: 'k2' }));
});
afterEach(() => fresh.end());

it('a kit may have 64 namespaced quantities and no more, before and after a restart', async () => {
  const { registry } = fresh;
  for (let n = 0; n < 64; n++) expect(registry.admitName('k1', `x_q${n}`)).toBe(true);
  expect(registry.admitName('k1', 'x_q64')).toBe(false);
  expect(registry.admitName('k1', 'x_q0')).toBe(true);
  expect(registry.admitName('k2', 'x_q64')).toBe(true);
  const again = await fresh.reopen();
  expect(again.admitName('k1', 'x_q64')).toBe(false);
  expect(again.admitName('k1', 'x_q63')).toBe(true);
});

it('names are written without a restart', async () => {
  fresh.registry.admitName('k1', 'x_mud');
  await new Promise((resolve) => setTimeout(resolve, 400));
  const { openRegistry } = await import('./registry.ts');
  const other = await openRegistry({ path: fresh.path });
  for (let n = 0; n < 63; n++) expect(other.admitName('k1', `x_q${n}`)).toBe(true);
  expect(other.admitName('k1', 'x_one_too_many')).toBe(false);
  expect(other.admitName('k1', 'x_mud')).toBe(true);
  await other.close();
});

it('only well-formed namespaced ids of kits that exist are admitted', () => {
  expect(fresh.registry.admitName('k1', 'pm2_5')).toBe(false);
  expect(fresh.registry.admitName('k1', 'x_A b')).toBe(false);
  expect(fresh.registry.admitName('nobody', 'x_mud')).toBe(false);
});
