import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Row } from '../domain/reading.ts';
import { type Frame, Live } from './live.ts';

function row(value: number, time = value): Row {
  return { kit: 'a', channel: '', time, received: time, phenomena: ['pm2_5'], values: [value], flags: [0] };
}

describe('the live feed', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('tells a listener once a second the newest of each datastream', () => {
    const live = new Live(0);
    const frames: Frame[] = [];
    live.listen(undefined, (frame) => frames.push(frame));
    live.add(1, [row(1)]);
    live.add(2, [row(2)]);
    vi.advanceTimersByTime(1000);
    expect(frames).toEqual([
      {
        type: 'readings',
        id: 2,
        readings: [{ kit: 'a', phenomenon: 'pm2_5', channel: '', time: 2, received: 2, value: 2, flags: 0 }],
      },
    ]);
    vi.advanceTimersByTime(5000);
    expect(frames).toHaveLength(1);
  });

  it('resumes after the id a listener names', () => {
    const live = new Live(0);
    for (let id = 1; id <= 5; id++) live.add(id, [row(id)]);
    const frames: Frame[] = [];
    live.listen(3, (frame) => frames.push(frame));
    vi.advanceTimersByTime(1000);
    expect(frames).toHaveLength(1);
    expect(frames[0]).toMatchObject({ type: 'readings', id: 5 });
  });

  it('says reset for an id older than the last 10,000, from before a restart, or from the future', () => {
    const live = new Live(0);
    for (let id = 1; id <= 10_050; id++) live.add(id, [row(id)]);
    for (const lastId of [1, 20_000]) {
      const frames: Frame[] = [];
      live.listen(lastId, (frame) => frames.push(frame));
      expect(frames).toEqual([{ type: 'reset', id: 10_050 }]);
    }
    const restarted: Frame[] = [];
    new Live(900).listen(800, (frame) => restarted.push(frame));
    expect(restarted).toEqual([{ type: 'reset', id: 900 }]);
  });

  it('stops telling a listener that left', () => {
    const live = new Live(0);
    const push = vi.fn();
    live.listen(undefined, push)();
    live.add(1, [row(1)]);
    vi.advanceTimersByTime(3000);
    expect(push).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });
});
