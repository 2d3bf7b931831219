import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'libsql';
import { expect, it } from 'vitest';
import { done } from './fresh.test-kit.ts';
import { openRegistry } from './registry.ts';

const TOKEN = 'qcivbyqn5w7m2jz5i3njsurhpz';

it('a registry of release 0.2.0 opens with everything in it, and takes calibrations and notes', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'superilla-registry-'));
  const path = join(folder, 'registry.db');
  try {
    const sqlite = new Sqlite(path);
    sqlite.exec(readFileSync(join(import.meta.dirname, 'fixtures/0.2.0.sql'), 'utf8'));
    sqlite.close();
    const registry = await openRegistry({ path });
    expect(registry.kits()).toMatchObject([
      { id: 'terrat', model: 'smart-citizen-2-1', open: false, official: false },
      { id: 'balco', gateway: 'terrat', mapping: { format: 'json' }, open: true, official: false },
    ]);
    expect(registry.kit('terrat')).not.toHaveProperty('calibrations');
    expect(registry.authenticate('terrat', TOKEN)).toBe(true);
    expect(registry.annotations('terrat')).toEqual([]);
    expect(await registry.hourMarks.all()).toEqual([{ kit: 'terrat', hour: Date.UTC(2026, 2, 1, 11) }]);
    const [from, to] = [Date.UTC(2026, 2, 1), Date.UTC(2026, 2, 2)];
    const note = done(await registry.annotate('terrat', { kind: 'building_site', from, to, note: '' }));
    done(await registry.update('balco', { calibrations: [] }));
    await registry.close();
    const again = await openRegistry({ path });
    expect(again.annotations('terrat')).toEqual([note]);
    expect(again.kit('balco')?.calibrations).toEqual([]);
    await again.close();
  } finally {
    await rm(folder, { recursive: true });
  }
});
