import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Outcome, Size } from '../bench.ts';

/** The project, whose `dist` this module is in. */
export const ROOT = new URL('../../../', import.meta.url);

/** What a pair showed, when and where. */
export interface Result extends Outcome {
  readonly pair: string;
  /** Day, UTC. */
  readonly date: string;
  readonly size: Size;
  readonly machine: string;
  readonly node: string;
}

function machine(): string {
  const all = cpus();
  const model = all[0]?.model.trim() ?? 'unknown processor';
  return `${all.length} cores of ${model}, ${Math.round(totalmem() / 2 ** 30)} GB`;
}

/** Quick runs show that the benchmark works, not what the program does: they lie apart. */
function fileOf(pair: string, size: Size): string {
  const folder = new URL(`bench/results/${size === 'quick' ? 'quick/' : ''}`, ROOT);
  mkdirSync(folder, { recursive: true });
  return fileURLToPath(new URL(`${pair}.json`, folder));
}

/** Keeps what a pair showed; the file's path. */
export function keep(pair: string, size: Size, outcome: Outcome): string {
  const date = new Date().toISOString().slice(0, 10);
  const result: Result = { pair, date, size, machine: machine(), node: process.version, ...outcome };
  const file = fileOf(pair, size);
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
  return file;
}

/** What these pairs showed last, quick runs apart. */
export function kept(pairs: readonly string[]): Result[] {
  return pairs
    .map((pair) => fileOf(pair, 'default'))
    .filter((file) => existsSync(file))
    .map((file) => JSON.parse(readFileSync(file, 'utf8')) as Result);
}
