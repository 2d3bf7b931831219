import { existsSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDbOptions } from './options.ts';

/** DuckDB's log and the two it makes of it while it checkpoints or recovers. */
const WAL_ENDINGS = ['.wal', '.wal.checkpoint', '.wal.recovery'];

function create({ path, memoryLimit = '512MB' }: DuckDbOptions): Promise<DuckDBInstance> {
  return DuckDBInstance.create(path, {
    // One compressed column of a row group fills whole blocks: with 256 KiB, the default, they stay half empty.
    default_block_size: '65536',
    storage_compatibility_version: 'v1.5.0',
    // Far away: the store checkpoints itself, because the journal is released by it.
    checkpoint_threshold: '1GB',
    memory_limit: memoryLimit,
    threads: '2',
    temp_directory: join(dirname(path), 'duckdb-temp'),
    enable_external_access: 'false',
  });
}

/** Moves the write-ahead log aside, under a name that keeps it; gives the new names. */
function setAside(path: string): string[] {
  const kept: string[] = [];
  for (const ending of WAL_ENDINGS) {
    const from = path + ending;
    if (!existsSync(from)) continue;
    let n = 1;
    while (existsSync(`${from}.corrupt-${n}`)) n += 1;
    renameSync(from, `${from}.corrupt-${n}`);
    kept.push(`${from}.corrupt-${n}`);
  }
  return kept;
}

/**
 * Opens the database file. When its write-ahead log is damaged it is kept aside and the file is opened as of its last
 * checkpoint: the watermark is then an older one, and the journal still has what came after it.
 */
export async function openInstance(options: DuckDbOptions): Promise<DuckDBInstance> {
  try {
    return await create(options);
  } catch (error) {
    const damaged = error instanceof Error && /\bWAL\b/.test(error.message);
    const kept = damaged ? setAside(options.path) : [];
    if (kept.length === 0) throw error;
    options.log?.error(
      `the store's write-ahead log is damaged and was kept as ${kept.join(', ')}: ${String(error)}`,
    );
    return create(options);
  }
}
