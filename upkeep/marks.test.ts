import { setImmediate } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import type { HourMark } from '../domain/hour-mark.ts';
import type { Row } from '../domain/reading.ts';
import { Marks } from './marks.ts';

const HOUR = 3_600_000;

/** What outlives a crash, in the order that it is asked for. */
class Kept {
  readonly marks = new Set<string>();
  failing = 0;
  #last = Promise.resolve();

  add(marks: readonly HourMark[]): Promise<void> {
    return this.#inTurn(marks, (mark) => this.marks.add(mark));
  }

  remove(marks: readonly HourMark[]): Promise<void> {
    return this.#inTurn(marks, (mark) => this.marks.delete(mark));
  }

  all = async () =>
    [...this.marks].map((mark) => ({ kit: mark.slice(0, 1), hour: Number(mark.slice(1)) * HOUR }));

  #inTurn(marks: readonly HourMark[], change: (mark: string) => void): Promise<void> {
    const turn = this.#last.then(async () => {
      await setImmediate();
      if (this.failing-- > 0) throw new Error('disk full');
      for (const { kit, hour } of marks) change(`${kit}${hour / HOUR}`);
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

function rows(...places: readonly string[]): Row[] {
  return places.map((place) => {
    const time = Number(place.slice(1)) * HOUR + 1234;
    const kit = place.slice(0, 1);
    return { kit, channel: '', time, received: time, phenomena: ['pm10'], values: [1], flags: [0] };
  });
}

/** A store that is as slow as the test wants. */
function gate() {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, store: () => passed };
}

describe('marked hours', () => {
  let kept: Kept;
  let marks: Marks;
  beforeEach(async () => {
    kept = new Kept();
    marks = await Marks.load(kept);
  });

  const names = (list: readonly HourMark[]) => list.map(({ kit, hour }) => `${kit}${hour / HOUR}`);
  const due = () => names(marks.due(100 * HOUR).marks);

  it('are durable before the readings are stored', async () => {
    const seen = await marks.around(rows('a1', 'a1', 'b-2'), async () => [...kept.marks]);
    expect(seen).toEqual(['a1', 'b-2']);
    expect(due()).toEqual(['b-2', 'a1']);
    expect(marks.size).toBe(2);
    expect(names((await Marks.load(kept)).due(100 * HOUR).marks)).toEqual(['b-2', 'a1']);
  });

  it('are due when they are over', async () => {
    await marks.around(rows('a1', 'a2'), async () => {});
    expect(names(marks.due(2 * HOUR - 1).marks)).toEqual([]);
    expect(names(marks.due(2 * HOUR).marks)).toEqual(['a1']);
    expect(marks.of('a', HOUR, 2 * HOUR)).toEqual([HOUR]);
    expect(marks.of('nobody', 0, 9 * HOUR)).toEqual([]);
  });

  it('are not due, nor taken away, while a batch that touches them is being stored', async () => {
    await marks.around(rows('a1', 'a2'), async () => {});
    const before = marks.due(100 * HOUR);
    const { open, store } = gate();
    const storing = marks.around(rows('a1'), store);
    expect(due()).toEqual(['a2']);
    await marks.settle(before);
    expect(names(marks.due(100 * HOUR).marks)).toEqual([]);
    expect([...kept.marks]).toEqual(['a1']);
    open();
    await storing;
    expect(due()).toEqual(['a1']);
  });

  it('stay when a batch touched them after they were due, and go when none did', async () => {
    await marks.around(rows('a1', 'b1'), async () => {});
    const first = marks.due(100 * HOUR);
    await marks.around(rows('a1'), async () => {});
    await marks.settle(first);
    expect(due()).toEqual(['a1']);
    await marks.settle(marks.due(100 * HOUR));
    expect([marks.size, kept.marks.size]).toEqual([0, 0]);
  });

  it('are marked anew while their removal is under way', async () => {
    await marks.around(rows('a1'), async () => {});
    const settling = marks.settle(marks.due(100 * HOUR));
    await marks.around(rows('a1'), async () => {});
    await settling;
    expect([...kept.marks]).toEqual(['a1']);
    expect(due()).toEqual(['a1']);
  });

  it('hold the readings back until they are durable, also those of another batch that failed to save them', async () => {
    kept.failing = 1;
    let stored = 0;
    const store = async () => {
      stored += 1;
    };
    await expect(marks.around(rows('a1'), store)).rejects.toThrow('disk full');
    expect(stored).toBe(0);
    await marks.around(rows('a1'), async () => {
      expect([...kept.marks]).toEqual(['a1']);
      await store();
    });
    expect(stored).toBe(1);
  });

  it('wait for the marks of a batch beside them', async () => {
    const seen: string[][] = [];
    const store = async () => {
      seen.push([...kept.marks]);
    };
    await Promise.all([marks.around(rows('a1', 'a2'), store), marks.around(rows('a2'), store)]);
    expect(seen).toEqual([
      ['a1', 'a2'],
      ['a1', 'a2'],
    ]);
  });

  it('can be set without readings, and hold against a round that began before', async () => {
    await marks.around(rows('a1'), async () => {});
    const first = marks.due(100 * HOUR);
    await marks.add([
      { kit: 'a', hour: HOUR },
      { kit: 'a', hour: 30 * HOUR },
    ]);
    await marks.settle(first);
    expect(due()).toEqual(['a1', 'a30']);
    expect([...kept.marks]).toEqual(['a1', 'a30']);
    expect([marks.days(), marks.has('a', HOUR), marks.has('a', 2 * HOUR)]).toEqual([
      [0, 24 * HOUR],
      true,
      false,
    ]);
  });

  it('of a round itself are settled by it, unless a batch touches them', async () => {
    const round = marks.due(100 * HOUR);
    const hours = [1, 2].map((hour) => ({ kit: 'a', hour: hour * HOUR }));
    await marks.addUntouched(hours);
    expect([...kept.marks]).toEqual(['a1', 'a2']);
    await marks.around(rows('a2'), async () => {});
    await marks.settle({ marks: hours, before: round.before });
    expect([...kept.marks]).toEqual(['a2']);
  });
});
