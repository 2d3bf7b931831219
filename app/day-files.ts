import { join } from 'node:path';
import { DayFiles } from '../open-data/export/day-files.ts';
import type { Registry } from '../registry/contract.ts';
import type { ReadingStore } from '../stores/contract.ts';
import type { Job } from '../upkeep/clock.ts';
import type { Config } from './config/schema.ts';
import type { House } from './house.ts';

const DAY = 86_400_000;
const MEBIBYTE = 1024 * 1024;

/** Opens the files of closed days; undefined where the configuration has none made. */
export async function openDayFiles(
  config: Config,
  { registry, store }: { registry: Registry; store: ReadingStore },
): Promise<DayFiles | undefined> {
  if (config.SUPERILLA_DAY_FILES === 'off') return undefined;
  return DayFiles.open({
    folder: join(config.SUPERILLA_DATA, 'open'),
    store,
    kits: () => registry.kits().filter(({ simulated }) => !simulated),
    mostBytes: config.SUPERILLA_DAY_FILES_MB * MEBIBYTE,
    now: () => Date.now(),
  });
}

/**
 * Makes the files of closed days that are missing. A day that got readings since it was compacted waits for the night, so that it is
 * not made twice.
 */
export function dayFilesJob(files: DayFiles, { store }: Pick<House, 'store'>, everyMs = 60_000): Job {
  let done = '';
  return {
    name: 'day files',
    everyMs,
    async run(signal) {
      const waiting = new Set(await store.upkeep?.uncompacted());
      const state = [files.removals, Math.floor(Date.now() / DAY), ...waiting].join();
      if (state === done) return;
      const days = (await store.upkeep?.days()) ?? [];
      await files.build(
        days.filter((day) => !waiting.has(day)),
        signal,
      );
      if (!signal.aborted) done = state;
    },
  };
}
