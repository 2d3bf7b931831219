import { expect, it } from 'vitest';
import { FLAGS, flagWords } from './flags.ts';

it('every flag is one bit of its own, within 16', () => {
  const bits = Object.values(FLAGS);
  expect(new Set(bits).size).toBe(bits.length);
  for (const bit of bits) {
    expect(bit & (bit - 1)).toBe(0);
    expect(bit).toBeLessThan(1 << 16);
  }
});

it('bits keep their numbers: journals and stores hold them', () => {
  expect(FLAGS).toMatchObject({
    implausible: 1,
    time_assigned: 2,
    unauthenticated: 4,
    simulated: 8,
    unit_assumed: 16,
    zone_assumed: 32,
    retained: 64,
    stuck: 128,
    spike: 256,
    warm_up: 512,
    humidity: 1024,
    disagreement: 2048,
    buddy: 4096,
    clock_drift: 8192,
    annotated: 16_384,
    invalid: 32_768,
  });
});

it('a mask reads as its words, in bit order; bits unknown here are shown by number', () => {
  expect(flagWords(0)).toEqual([]);
  expect(flagWords(FLAGS.simulated | FLAGS.implausible)).toEqual(['implausible', 'simulated']);
  expect(flagWords((1 << 15) | FLAGS.retained)).toEqual(['retained', 'invalid']);
});
