import { join } from 'node:path';
import { DayFiles } from '../open-data/export/day-files.ts';
import type { Job } from '../upkeep/clock.ts';
import type { Config } from './config/schema.ts';
import type { House } from './house.ts';

const DAY = 86_400_000;
const MEBIBYTE = 1024 * 1024;

/** Opens the files of closed days; undefined where the configuration has none made. */
export async function openDayFiles(
  config: Config,
  { registry, store, rollUps }: Pick<House, 'registry' | 'store' | 'rollUps'>,
): Promise<DayFiles | undefined> {
  if (config.SUPERILLA_DAY_FILES === 'off') return undefined;
  return DayFiles.open({
    folder: join(config.SUPERILLA_DATA, 'open'),
    store,
    checked: (kit, hour) => rollUps.checked(kit, hour),
    kits: () => registry.kits().filter(({ simulated }) => !simulated),
    mostBytes: config.SUPERILLA_DAY_FILES_MB * MEBIBYTE,
    now: () => Date.now(),
  });
}

/**
 * Makes the files of closed days that are missing. A day that got readings since it was compacted waits for the night, and
 * one that has hours to be judged until they are, so that it is not made twice.
 */
export function dayFilesJob(
  files: DayFiles,
  { store, rollUps }: Pick<House, 'store' | 'rollUps'>,
  everyMs = 60_000,
): Job {
  let done = '';
  return {
    name: 'day files',
    everyMs,
    async run(signal) {
      const judgedFrom = rollUps.judgedFrom();
      const waiting = new Set([...((await store.upkeep?.uncompacted()) ?? []), ...rollUps.markedDays()]);
      const state = [files.removals, Math.floor(Date.now() / DAY), judgedFrom, ...waiting].join();
      if (state === done) return;
      const days = (await store.upkeep?.days()) ?? [];
      await files.build(
        days.filter((day) => day >= judgedFrom && !waiting.has(day)),
        signal,
      );
      if (!signal.aborted) done = state;
    },
  };
}
