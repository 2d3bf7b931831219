import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Manifest } from '../../app/backup/manifest.ts';
import { restore } from '../../app/backup/restore.ts';
import { connectKit, eventually, type Kit } from './client.ts';
import { registerKits } from './faults/kits.ts';
import { LoadKit, ledgerOf } from './faults/load-kit.ts';
import { randomNumbers } from './faults/random.ts';
import { mqttPort } from './faults/raw-kit.ts';
import { compare, type Ledger, NO_DIFFERENCES, readBack } from './faults/readings.ts';
import { type Program, runCommand, startSuperilla } from './program.ts';

const folder = mkdtempSync(join(tmpdir(), 'superilla-backup-'));
const backup = join(folder, 'backup');

function flip(path: string): void {
  const bytes = readFileSync(path);
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 0x40;
  writeFileSync(path, bytes);
}

describe('a backup of a house that goes on running', () => {
  let kits: readonly Kit[];
  let manifest: Manifest;
  /** What was acknowledged when the backup began, and everything that was sent. */
  let before: Ledger;
  let original: Program;

  beforeAll(async () => {
    original = await startSuperilla({
      data: join(folder, 'original'),
      env: { SUPERILLA_LOG: 'info', SUPERILLA_INFLUX_TOKEN: 'very-secret' },
    });
    kits = await registerKits(original, 3);
    const load = kits.map((kit, n) => new LoadKit(kit, randomNumbers(n), Date.now()));
    for (const kit of load) kit.connect(mqttPort(original));
    await sleep(1500);
    const acknowledged = new Set(ledgerOf(load).acknowledged);
    const { code, stdout, stderr } = await original.command('backup', backup, '--json');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    manifest = JSON.parse(stdout) as Manifest;
    const atEnd = ledgerOf(load).acknowledged.size;
    await sleep(500);
    for (const kit of load) kit.end();
    const all = ledgerOf(load);
    before = { sent: all.sent, acknowledged };
    // The load went on all the while and afterwards.
    expect(acknowledged.size).toBeGreaterThan(100);
    expect(atEnd).toBeGreaterThan(acknowledged.size);
    expect(all.acknowledged.size).toBeGreaterThan(atEnd);
  });
  afterAll(async () => {
    await original.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('has what was acknowledged before it began, once, and lets the same kits in, where it is restored', async () => {
    const data = join(folder, 'restored');
    const { code, stdout, stderr } = await runCommand(data, ['restore', backup]);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toContain('superilla up');
    const restored = await startSuperilla({ data });
    try {
      expect(restored.log()).toBe('');
      expect(compare(before, await readBack(restored))).toEqual(NO_DIFFERENCES);
      const [kit] = kits as [Kit];
      const client = await connectKit(restored, kit);
      await client.publishAsync(`kits/${kit.id}/readings`, '{"battery": 77}', { qos: 1 });
      await client.endAsync();
      expect(restored.administrator).toBe('');
      const lines = await eventually(
        () => readBack(restored, 'phenomenon=battery'),
        (seen) => seen.length > 0,
      );
      expect(lines.map(({ value }) => value)).toEqual([77]);
    } finally {
      await restored.stop();
    }
  });

  it('says of every file what it is, is readable by its owner only, and holds no secret of the settings', () => {
    const named = manifest.files.map(({ path }) => path);
    expect(named).toEqual(
      expect.arrayContaining(['readings.duckdb', 'registry.db', 'journal/cursors.json', 'settings.env']),
    );
    const there = (readdirSync(backup, { recursive: true }) as string[]).filter((name) => name !== 'journal');
    expect(there.sort()).toEqual([...named, 'manifest.json'].sort());
    for (const name of there) expect(statSync(join(backup, name)).mode & 0o077, name).toBe(0);
    const settings = readFileSync(join(backup, 'settings.env'), 'utf8');
    expect(settings).toContain('SUPERILLA_LOG="info"\n');
    expect(settings).toContain('# SUPERILLA_INFLUX_TOKEN was set\n');
    expect(settings).not.toContain('very-secret');
  });

  it('is not written over something, and not restored over something', async () => {
    const twice = await original.command('backup', backup);
    expect(twice.code).toBe(3);
    expect(twice.stderr).toContain('is not empty');
    const over = await original.command('restore', backup);
    expect(over.code).toBe(3);
    expect(over.stderr).toContain('is not empty');
  });

  it('is refused by the name of the damaged file after one bit flipped in any of them', async () => {
    for (const { path } of manifest.files) {
      const data = join(folder, `damaged-${path.replace('/', '-')}`);
      flip(join(backup, path));
      const words = await restore({ backup, data, onBytes: () => {} });
      flip(join(backup, path));
      expect(words).toContain(`${path} is not what was backed up`);
      expect(readdirSync(data)).toEqual([]);
    }
  });

  it('is refused without its manifest, which is written last', async () => {
    const { code, stderr } = await runCommand(join(folder, 'none'), ['restore', join(backup, 'journal')]);
    expect(code).toBe(3);
    expect(stderr).toContain('There is no manifest.json');
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });

  it('can be made of a house that is stopped, too', async () => {
    await original.stop();
    const [cold, data] = [join(folder, 'cold'), join(folder, 'restored-cold')];
    const made = await runCommand(original.data, ['backup', cold]);
    expect(made.stderr).toBe('');
    expect(made.stdout).toContain('Backup written');
    expect((await runCommand(data, ['restore', cold])).code).toBe(0);
    const restored = await startSuperilla({ data });
    expect(compare(before, await readBack(restored))).toEqual(NO_DIFFERENCES);
    await restored.end();
  });
});
