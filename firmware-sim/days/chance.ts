/** 32-bit hash of a text (FNV-1a, https://datatracker.ietf.org/doc/draft-eastlake-fnv/). */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** Mixes two 32-bit numbers into a third whose bits all depend on all of theirs (the finaliser of MurmurHash3). */
function mix(a: number, b: number): number {
  let h = a ^ Math.imul(b, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function uniformAt(seed: number, step: number): number {
  // Steps of milliseconds need more than 32 bits: the high part goes into the seed.
  return mix(mix(seed, Math.floor(step / 0x100000000)), step >>> 0) / 0x100000000;
}

/** The same number in [0, 1) for the same seed and whole step, unlike any other. */
export function uniform(seed: string, step: number): number {
  return uniformAt(hash(seed), step);
}

/** Like a measurement's noise: mean 0, standard deviation 1, never beyond 3.5; the same for the same seed and step. */
export function bell(seed: string, step: number): number {
  const h = hash(seed);
  let sum = 0;
  for (let i = 0; i < 4; i++) sum += uniformAt(h + i, step);
  return (sum - 2) * Math.sqrt(3);
}

/** A smooth wander in [-1, 1] without a rhythm: it takes about `period` ms from one turn to the next. */
export function wander(seed: string, time: number, period: number): number {
  const h = hash(seed);
  const position = time / period;
  const step = Math.floor(position);
  const share = (1 - Math.cos((position - step) * Math.PI)) / 2;
  const [from, to] = [uniformAt(h, step), uniformAt(h, step + 1)];
  return 2 * (from + (to - from) * share) - 1;
}
