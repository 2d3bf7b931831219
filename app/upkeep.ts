import type { Logger } from 'pino';
import { Clock, type ClockLog } from '../upkeep/clock.ts';
import { nightlyJob, timeOfDay } from '../upkeep/compaction.ts';
import { dayFilesJob } from './day-files.ts';
import type { House } from './house.ts';
import { runRetention } from './retention.ts';

/** The log as what runs by the clock writes to it. */
export function clockLog(log: Logger): ClockLog {
  return { info: (words) => log.info(words), warn: (words) => log.warn(words) };
}

/** Starts what runs by the clock while the server does. The caller stops it before the house closes. */
export function startUpkeep(house: House): Clock {
  const { config, log, rollUps, store, dayFiles } = house;
  const clock = new Clock(clockLog(log));
  clock.add(rollUps.job(config.SUPERILLA_ROLLUP_SECONDS * 1000));
  clock.add(
    nightlyJob({
      store,
      atMs: timeOfDay(config.SUPERILLA_COMPACT_AT),
      now: () => Date.now(),
      async expire() {
        for (const { kit, readings } of await runRetention(house, false))
          log.info({ kit, readings }, 'readings that are too old were removed');
      },
      touched: async (day) => dayFiles?.remove(day),
      warn: (words) => log.error(words),
    }),
  );
  if (dayFiles !== undefined) clock.add(dayFilesJob(dayFiles, house));
  return clock;
}
