import type { Logger } from 'pino';
import { Clock, type ClockLog } from '../upkeep/clock.ts';
import type { House } from './house.ts';

/** The log as what runs by the clock writes to it. */
export function clockLog(log: Logger): ClockLog {
  return { info: (words) => log.info(words), warn: (words) => log.warn(words) };
}

/** Starts what runs by the clock while the server does. The caller stops it before the house closes. */
export function startUpkeep({ config, log, rollUps }: House): Clock {
  const clock = new Clock(clockLog(log));
  clock.add(rollUps.job(config.SUPERILLA_ROLLUP_SECONDS * 1000));
  return clock;
}
