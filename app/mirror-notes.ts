import type { MirrorState } from '../ingest/mirror-contract.ts';

/** Seconds of lag that are worth words. */
const LATE = 30;

/** What is to be said of a mirror; nothing where all is well, or there is none. */
export function mirrorNotes(mirror: MirrorState | undefined): string[] {
  if (mirror === undefined) return [];
  const { behind, trouble, lagFrames, lagSeconds } = mirror;
  const lag = `${lagFrames} messages wait for it, the oldest for ${Math.round(lagSeconds)} s`;
  return [
    ...(behind === undefined ? [] : [`the mirror is behind: ${behind}; fill the gap with superilla move`]),
    ...(trouble === undefined ? [] : [`the mirror does not take readings: ${trouble}; ${lag}`]),
    ...(trouble === undefined && lagSeconds > LATE ? [`the mirror is late: ${lag}`] : []),
  ];
}
