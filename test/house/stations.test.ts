import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Program, startSuperilla } from './program.ts';

const FIXTURES = fileURLToPath(new URL('../stations/fixtures/two-stations/', import.meta.url));
const IMPORT = ['stations', 'import', `${FIXTURES}air.csv`, '--stations', `${FIXTURES}stations.csv`];

let folder: string;
let program: Program;
const superilla = (...args: string[]) => program.command(...args);

beforeAll(async () => {
  program = await startSuperilla();
  folder = mkdtempSync(join(tmpdir(), 'superilla-stations-'));
});
afterAll(async () => {
  await program.end();
  rmSync(folder, { recursive: true, force: true });
});

/** A kit's table: each hour of the first day it reads twice what the station at the square does. */
function kitTable(): string {
  const [, row = ''] = readFileSync(`${FIXTURES}air.csv`, 'utf8').split('\n');
  const values = row
    .split(',')
    .slice(9)
    .filter((_, i) => i % 2 === 0);
  const hour = (i: number) => new Date(Date.UTC(2026, 1, 2, 23 + i, 30)).toISOString();
  const lines = values.flatMap((value, i) =>
    Number(value) < 100 ? [`${hour(i)},${2 * Number(value)}`] : [],
  );
  return ['time,pm2_5', ...lines, ''].join('\n');
}

test('a file is shown first, then taken in, and a second run says that nothing is new', async () => {
  const first = await superilla(...IMPORT);
  expect(first.stdout).toContain('2 stations in the list, nothing changed yet: 2 new.');
  expect(first.stdout).toContain('143 values to take in. Nothing was changed');
  expect(first.stdout).toMatch(/does not list them: 199\./);
  expect(first.code).toBe(5);
  expect((await superilla(...IMPORT, '--apply')).stdout).toContain(
    '143 values taken in, 0 were stored already.',
  );
  expect((await superilla(...IMPORT, '--apply')).stdout).toContain(
    'Nothing new: all 143 values were stored already.',
  );
});

test('a kit is held against a station in words, and the pairs are written', async () => {
  const [table, csv] = [join(folder, 'kit.csv'), join(folder, 'pairs.csv')];
  writeFileSync(table, kitTable());
  await superilla('kit', 'register', '--name', 'Mine', '--id', 'mine');
  expect((await superilla('upload', '--kit', 'mine', '--apply', table)).code).toBe(0);
  const { stdout, code } = await superilla(
    'compare',
    'mine',
    'vila-placa',
    '--phenomenon',
    'pm2_5',
    '--csv',
    csv,
  );
  expect(code).toBe(0);
  expect(stdout).toMatch(/^slope +2$/m);
  // Of 24 hours one is missing, and one is not valid at the station.
  expect(stdout).toMatch(/^pairs of hours +22$/m);
  expect(stdout).toMatch(/^R² +at least 0.7 +1 +met$/m);
  expect(readFileSync(csv, 'utf8').trimEnd().split('\r\n')).toHaveLength(23);
});

test('what cannot be compared is said, with another exit code', async () => {
  const none = await superilla('compare', 'mine', 'vila-ronda', '--phenomenon', 'no2');
  expect(none.stdout).toContain('Not enough data:');
  expect(none.stdout).toContain('nothing is stored of it');
  expect(none.code).toBe(3);
  expect((await superilla('compare', 'vila-ronda', 'mine', '--phenomenon', 'no2')).stderr).toContain(
    'no official station',
  );
});
