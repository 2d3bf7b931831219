import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Clock } from './clock.ts';

describe('the clock', () => {
  const told: string[] = [];
  const log = { info: (words: string) => told.push(words), warn: (words: string) => told.push(words) };

  beforeEach(() => {
    vi.useFakeTimers();
    told.length = 0;
  });
  afterEach(() => vi.useRealTimers());

  it('runs each job at its own pace', async () => {
    const clock = new Clock(log);
    const runs = { slow: 0, fast: 0 };
    const job = (name: 'slow' | 'fast', everyMs: number) => ({
      name,
      everyMs,
      run: async () => {
        runs[name] += 1;
      },
    });
    clock.add(job('slow', 1000));
    clock.add(job('fast', 100));
    await vi.advanceTimersByTimeAsync(99);
    expect(runs).toEqual({ slow: 0, fast: 0 });
    await vi.advanceTimersByTimeAsync(2901);
    expect(runs).toEqual({ slow: 3, fast: 30 });
    await clock.stop();
    await vi.advanceTimersByTimeAsync(5000);
    expect(runs).toEqual({ slow: 3, fast: 30 });
  });

  it('never runs a job beside itself, and stopping waits for the run under way', async () => {
    const clock = new Clock(log);
    let [under, most, ended] = [0, 0, 0];
    let aborted = false;
    clock.add({
      name: 'long',
      everyMs: 100,
      run: async (signal) => {
        under += 1;
        most = Math.max(most, under);
        await new Promise((resolve) => setTimeout(resolve, 1000));
        aborted = signal.aborted;
        under -= 1;
        ended += 1;
      },
    });
    await vi.advanceTimersByTimeAsync(2500);
    expect({ most, ended, aborted }).toEqual({ most: 1, ended: 2, aborted: false });
    let stopped = false;
    const stop = clock.stop().then(() => {
      stopped = true;
    });
    await vi.advanceTimersByTimeAsync(500);
    expect(stopped).toBe(false);
    await vi.advanceTimersByTimeAsync(500);
    await stop;
    expect({ ended, aborted }).toEqual({ ended: 3, aborted: true });
  });

  it('tells of a failure once, of another one too, and that it is over', async () => {
    const clock = new Clock(log);
    const outcomes = ['away', 'away', 'full', '', ''];
    clock.add({
      name: 'roll-ups',
      everyMs: 60_000,
      run: async () => {
        const outcome = outcomes.shift();
        if (outcome) throw new Error(outcome);
      },
    });
    await vi.advanceTimersByTimeAsync(300_000);
    expect(told).toEqual([
      'roll-ups failed and is tried again in 60 s: away',
      'roll-ups failed and is tried again in 60 s: full',
      'roll-ups: done again',
    ]);
    await clock.stop();
  });
});
