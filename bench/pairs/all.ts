import type { Pair } from '../bench.ts';
import { DECODE } from './decode.ts';
import { EXPORT } from './export.ts';
import { INGEST } from './ingest.ts';
import { MEMORY } from './memory.ts';
import { PACED } from './paced.ts';
import { QUALITY } from './quality.ts';
import { QUERIES } from './queries.ts';
import { SCALE } from './scale.ts';
import { STORE } from './store.ts';

/** Every pair, in the order in which they run. */
export const PAIRS: readonly Pair[] = [INGEST, PACED, STORE, QUERIES, EXPORT, MEMORY, SCALE, DECODE, QUALITY];
