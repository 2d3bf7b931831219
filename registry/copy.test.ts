import { join } from 'node:path';
import { expect, it } from 'vitest';
import { copyRegistry } from './copy.ts';
import { done, fields, freshRegistry } from './fresh.test-kit.ts';
import { openRegistry } from './registry.ts';

it('copies a registry in use, with kits that were removed since a time to be erased again', async () => {
  const fresh = await freshRegistry();
  const { registry } = fresh;
  try {
    const { token } = done(await registry.register(fields({ name: 'Stays' })));
    const period = { from: fresh.clock, to: fresh.clock + 1000 };
    const note = done(await registry.annotate('stays', { kind: 'other', ...period, note: 'Falles' }));
    for (const name of ['Long gone', 'Gone since']) {
      const { kit } = done(await registry.register(fields({ name })));
      fresh.clock += 1000;
      await registry.remove(kit.id);
      await registry.erased(kit.id);
    }
    const to = join(fresh.path, '..', 'copy.db');
    expect(copyRegistry(fresh.path, to, fresh.clock)).toBeGreaterThanOrEqual(3);
    done(await registry.register(fields({ name: 'Later' })));
    const copy = await openRegistry({ path: to });
    expect(copy.kits().map(({ id }) => id)).toEqual(['stays']);
    expect(copy.authenticate('stays', token ?? '')).toBe(true);
    expect(copy.annotations('stays')).toEqual([note]);
    expect(copy.toErase()).toEqual(['gone-since']);
    await copy.close();
    expect(registry.toErase()).toEqual([]);
  } finally {
    await fresh.end();
  }
});
