import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/**
 * Loaded into the program in front of everything else, in its main thread and its workers (`NODE_OPTIONS=--import=…`):
 * moves its clock and slows its syncs by what stands in the file that `TAMPERING_FILE` names, which may change while it runs.
 */
const FILE = process.env.TAMPERING_FILE ?? '';
/** The file is looked at no more often than this, ms: the clock is asked for every message. */
const LOOK_EVERY = 10;

const RealDate = Date;
const realNow = Date.now;
const read = fs.readFileSync;
const sleeper = new Int32Array(new SharedArrayBuffer(4));
let looked = Number.NEGATIVE_INFINITY;
let order = { clockMs: 0, syncMs: 0 };

function orders() {
  if (performance.now() - looked < LOOK_EVERY) return order;
  looked = performance.now();
  try {
    order = JSON.parse(read(FILE, 'utf8'));
  } catch {
    // Being replaced: what it said before still stands.
  }
  return order;
}

const now = () => realNow() + orders().clockMs;

globalThis.Date = class MovedDate extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(now());
    else super(...given);
  }

  static now() {
    return now();
  }

  static [Symbol.hasInstance](value) {
    return value instanceof RealDate;
  }
};

for (const name of ['fdatasyncSync', 'fsyncSync']) {
  const real = fs[name];
  fs[name] = (fd) => {
    const { syncMs } = orders();
    if (syncMs > 0) Atomics.wait(sleeper, 0, 0, syncMs);
    return real(fd);
  };
}
syncBuiltinESMExports();
