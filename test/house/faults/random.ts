/** Seed of every random choice; another one by `SUPERILLA_FAULT_SEED`. */
const SEED = Number(process.env['SUPERILLA_FAULT_SEED'] ?? 20_260_301);

/** Random numbers in [0, 1) that come again with the same seed (mulberry32). */
export function randomNumbers(stream = 0): () => number {
  let state = (SEED + stream * 0x9e3779b9) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
