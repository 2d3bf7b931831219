import { cpSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import Sqlite from 'libsql';

/** Runs statements on a registry's file, which is made when absent. */
export function onRegistry(data: string, statements: string): void {
  const database = new Sqlite(join(data, 'registry.db'));
  database.exec(statements);
  database.close();
}

/** Runs statements on a store's file, which is made when absent, in the format that 0.1.0 made it in. */
export async function onReadings(data: string, statements: string): Promise<void> {
  const instance = await DuckDBInstance.create(join(data, 'readings.duckdb'), {
    default_block_size: '65536',
    storage_compatibility_version: 'v1.5.0',
  });
  const connection = await instance.connect();
  await connection.run(statements);
  await connection.run('CHECKPOINT');
  connection.disconnectSync();
  instance.closeSync();
}

/** Makes the data folder of an earlier release anew from its fixture. */
export async function oldFolder(release: string): Promise<string> {
  const fixture = join('test/upgrade/fixtures', release);
  const data = mkdtempSync(join(tmpdir(), 'superilla-upgrade-'));
  const sql = (name: string) => readFileSync(join(fixture, name), 'utf8');
  onRegistry(data, sql('registry.sql'));
  await onReadings(data, sql('readings.sql'));
  cpSync(join(fixture, 'journal'), join(data, 'journal'), { recursive: true });
  return data;
}
