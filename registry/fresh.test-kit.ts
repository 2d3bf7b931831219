import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KitFields, kitFieldsSchema } from '../domain/kit.ts';
import type { Obstacle, Registry } from './contract.ts';
import { isObstacle } from './obstacles.ts';
import { openRegistry } from './registry.ts';

/** A registry on a file of its own, for tests. `reopen` closes it and opens the same file again. */
export interface Fresh {
  registry: Registry;
  readonly path: string;
  /** UTC ms that the registry takes for now; tests set it. */
  clock: number;
  readonly warnings: string[];
  reopen(): Promise<Registry>;
  end(): Promise<void>;
}

/** Opens an empty registry in a new folder. */
export async function freshRegistry(): Promise<Fresh> {
  const folder = mkdtempSync(join(tmpdir(), 'superilla-registry-'));
  const path = join(folder, 'registry.db');
  const warnings: string[] = [];
  const log = { warn: (_: object, message: string) => void warnings.push(message) };
  const open = () => openRegistry({ path, now: () => fresh.clock, log });
  const fresh: Fresh = {
    registry: undefined as unknown as Registry,
    path,
    clock: Date.UTC(2026, 2, 1, 12),
    warnings,
    reopen: async () => {
      await fresh.registry.close();
      fresh.registry = await open();
      return fresh.registry;
    },
    end: async () => {
      await fresh.registry.close();
      rmSync(folder, { recursive: true });
    },
  };
  fresh.registry = await open();
  return fresh;
}

/** Kit fields with the defaults of the schema. */
export function fields(given: Partial<KitFields> & { name: string }): KitFields {
  return kitFieldsSchema.parse(given);
}

/** The result of a change that must have gone well. */
export function done<T>(result: T | Obstacle): T {
  if (isObstacle(result)) throw new Error(`${result.obstacle} ${result.field}: ${result.words}`);
  return result;
}
