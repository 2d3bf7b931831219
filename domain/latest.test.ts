import { describe, expect, it } from 'vitest';
import { Latest } from './latest.ts';

const READING = {
  kit: 'a',
  phenomenon: 'pm2_5',
  channel: '',
  time: 1000,
  value: 1,
  flags: 0,
  received: 1001,
};

describe('the newest readings', () => {
  it('are replaced by newer ones only, the first of two of the same time standing', () => {
    const latest = new Latest();
    latest.offerOne(READING);
    latest.offerOne({ ...READING, time: 900, value: 2 });
    latest.offerOne({ ...READING, value: 3 });
    expect(latest.ofKit('a')).toEqual([READING]);
    latest.offerOne({ ...READING, time: 2000, value: 4 });
    expect(latest.ofKit('a')).toEqual([{ ...READING, time: 2000, value: 4 }]);
    expect(latest.version()).toBe(2);
  });

  it('given out before do not change when newer ones come', () => {
    const latest = new Latest();
    latest.offerOne(READING);
    const before = latest.ofKit('a');
    latest.offerOne({ ...READING, time: 2000, value: 4 });
    expect(before).toEqual([READING]);
  });

  it('follow changes of flags, unless another reading is the newest by now', () => {
    const latest = new Latest();
    latest.offerOne(READING);
    latest.reflag(READING, 0b110, 0);
    latest.reflag(READING, 0b001, 0b010);
    latest.reflag({ ...READING, time: 900 }, 0b1000, 0);
    latest.reflag({ ...READING, kit: 'nobody' }, 0b1000, 0);
    expect(latest.list()).toEqual([{ ...READING, flags: 0b101 }]);
    const version = latest.version();
    latest.reflag(READING, 0b001, 0b010);
    expect(latest.version()).toBe(version);
  });

  it('tell the newest time of every kit', () => {
    const latest = new Latest();
    latest.offerOne(READING);
    latest.offerOne({ ...READING, phenomenon: 'pm10', time: 5000 });
    latest.offerOne({ ...READING, kit: 'b', channel: 'x', time: 7 });
    expect(latest.newestTimes()).toEqual(
      new Map([
        ['a', 5000],
        ['b', 7],
      ]),
    );
    latest.forget('a');
    expect(latest.ofKit('a')).toEqual([]);
  });
});
