import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FLAGS } from '../../domain/flags.ts';
import { DAY, HOUR, MINUTE, QualityHouse, rows, T0 } from './quality-house.ts';

/** Values that wander and never stand still. */
const wave = (minute: number) => 10 + 3 * Math.sin(minute / 97) + (minute % 7) / 10;

let house: QualityHouse;
beforeEach(async () => {
  house = await new QualityHouse().open();
});
afterEach(() => house.close());

describe('each check', () => {
  it('of flat lines flags the whole run, also in hours that were judged before it was long enough', async () => {
    house.kit('a');
    const values = (minute: number) => ({ temperature: minute < 600 ? 12.5 : wave(minute) });
    const hours = [
      { from: 0, to: 5, flagged: 0 },
      { from: 5, to: 6, flagged: 0 },
      { from: 6, to: 7, flagged: 42 },
      { from: 7, to: 12, flagged: 60 },
    ];
    for (const { from, to, flagged } of hours) {
      house.now = T0 + to * HOUR + 2 * MINUTE;
      await house.append(rows('a', [from * 60, to * 60, 10], values));
      await house.run();
      expect(Object.keys(await house.flagged('a', 'temperature')).length, `after hour ${to}`).toBe(flagged);
      expect(house.rollUps.marked()).toBe(0);
    }
    const sums = await house.store.sums({
      kits: ['a'],
      phenomenon: 'temperature',
      bucketMs: HOUR,
      source: 'hours',
      spans: [{ from: T0, to: T0 + 12 * HOUR }],
    });
    const suspect = sums.sort((x, y) => x.time - y.time).map((one) => one.suspect);
    expect(suspect).toEqual([6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 0, 0]);
  });

  it('of slow quantities looks a day back, and needs one', async () => {
    house.kit('a');
    const values = (minute: number) => ({ nox_index: minute < 1500 ? 3 : 4 + (minute % 11) });
    await house.append(rows('a', [0, 1440, 30], values));
    house.now = T0 + 24 * HOUR + 2 * MINUTE;
    await house.run();
    expect(await house.flagged('a', 'nox_index')).toEqual({});
    await house.append(rows('a', [1440, 1620, 30], values));
    house.now = T0 + 27 * HOUR + 2 * MINUTE;
    await house.run();
    expect(Object.keys(await house.flagged('a', 'nox_index'))).toHaveLength(50);
  });

  it('of spikes compares with the hours of the days before, and of steps with the minute before', async () => {
    house.kit('a');
    const values = (minute: number) => ({
      pm10: minute === 3000 ? 400 : wave(minute),
      temperature: wave(minute),
    });
    await house.append(rows('a', [0, 3600, 20], values));
    await house.append(
      rows('a', [3601, 3610, 1], (minute) => ({ temperature: minute < 3605 ? 12 + minute / 1e4 : 18 })),
    );
    for (const day of [1, 2, 3]) {
      house.now = T0 + day * DAY;
      await house.run();
    }
    expect(await house.flagged('a', 'pm10')).toEqual({ 3000: 'spike' });
    expect(await house.flagged('a', 'temperature')).toEqual({ 3605: 'spike' });
  });

  it('of humidity and of the range of the model goes by the datasheet', async () => {
    house.kit('sds', { model: 'airrohr-sds011-dht22' });
    house.kit('any');
    const values = (minute: number) => ({
      pm10: wave(minute),
      humidity: 60 + (minute >= 60 ? 20 : 0) + (minute % 7),
    });
    for (const kit of ['sds', 'any']) await house.append(rows(kit, [0, 120, 20], values));
    await house.run();
    expect(await house.flagged('sds', 'pm10')).toEqual({ 60: 'humidity', 80: 'humidity', 100: 'humidity' });
    expect(await house.flagged('any', 'pm10')).toEqual({});
    expect(await house.flagged('sds', 'humidity')).toEqual({});
  });

  it('of warming up takes a silence for a switch, but not the pauses of a kit that sends seldom', async () => {
    for (const id of ['often', 'seldom']) house.kit(id, { model: 'airgradient-open-air' });
    const values = (minute: number) => ({ pm2_5: wave(minute) });
    await house.append([...rows('often', [0, 60, 1], values), ...rows('often', [90, 120, 1], values)]);
    await house.append([...rows('seldom', [0, 60, 10], values), ...rows('seldom', [90, 180, 10], values)]);
    await house.run();
    expect(await house.flagged('often', 'pm2_5')).toEqual({ 90: 'warm_up' });
    expect(await house.flagged('seldom', 'pm2_5')).toEqual({ 90: 'warm_up' });
  });

  it('of two channels flags both where they disagree', async () => {
    house.kit('a');
    const beside = (minute: number) => ({ pm2_5: minute === 30 ? 60 : wave(minute) });
    await house.append(rows('a', [0, 60, 10], (minute) => ({ pm2_5: wave(minute) }), { channel: 'a' }));
    await house.append(rows('a', [0, 60, 10], beside, { channel: 'b' }));
    await house.run();
    expect(await house.flagged('a', 'pm2_5', 'a')).toEqual({ 30: 'disagreement' });
    expect(await house.flagged('a', 'pm2_5', 'b')).toEqual({ 30: 'disagreement' });
  });

  it('of the clock goes by the arrival of messages', async () => {
    house.kit('late');
    house.kit('brought');
    const values = (minute: number) => ({ pm10: wave(minute) });
    await house.append(rows('late', [0, 120, 5], values, { delay: HOUR }));
    await house.append(rows('brought', [0, 120, 5], values, { delay: 9 * DAY }));
    await house.run();
    expect(Object.keys(await house.flagged('late', 'pm10'))).toEqual(['95', '100', '105', '110', '115']);
    expect((await house.flagged('late', 'pm10'))[95]).toBe('clock_drift');
    expect(await house.flagged('brought', 'pm10')).toEqual({});
  });

  it('counts what it looked at and what it set', async () => {
    house.kit('a');
    await house.append(rows('a', [0, 420, 10], () => ({ temperature: 5 })));
    await house.run();
    expect(house.check.counts().checked).toBe(42);
    expect([...house.check.counts().set]).toEqual([['stuck', 42]]);
  });
});

describe('judging again', () => {
  const flat = (minute: number) => ({ pm10: minute < 480 ? 7 : wave(minute) });

  it('writes nothing where nothing has changed', async () => {
    house.kit('a', { model: 'airrohr-sds011-dht22' });
    await house.append(
      rows('a', [0, 1440, 10], (minute) => ({ ...flat(minute), humidity: 40 + wave(minute) })),
    );
    await house.run();
    const before = house.written.length;
    expect(before).toBe(48);
    await house.rollUps.mark('a', T0, T0 + DAY);
    expect(house.rollUps.checked('a', T0)).toBe(false);
    await house.run();
    expect(house.rollUps.checked('a', T0)).toBe(true);
    expect(house.written.length).toBe(before);
  });

  it('takes away what a late reading shows to be wrong, also in hours that got none', async () => {
    house.kit('a');
    await house.append(rows('a', [0, 1440, 10], flat).filter(({ time }) => time !== T0 + 240 * MINUTE));
    await house.run();
    expect(Object.keys(await house.flagged('a', 'pm10'))).toHaveLength(47);
    await house.append(rows('a', [240, 241, 1], () => ({ pm10: 9 })));
    expect(house.rollUps.checked('a', T0 + 4 * HOUR)).toBe(false);
    await house.run();
    expect(await house.flagged('a', 'pm10')).toEqual({});
    const sums = await house.rollUps.series({
      kits: ['a'],
      phenomenon: 'pm10',
      from: T0,
      to: T0 + DAY,
      bucketMs: DAY,
    });
    expect(sums[0]?.n).toBe(144);
    expect(house.rollUps.marked()).toBe(0);
  });

  it('says which closed days change before they do, and only those', async () => {
    house.kit('a');
    house.now = T0 + DAY + 10 * HOUR;
    let toldFirst = false;
    house.beforeFlag = () => {
      toldFirst = house.touched.length > 0;
    };
    await house.append(rows('a', [600, 1020, 10], () => ({ pm10: 7 })));
    await house.append(rows('a', [1440, 1860, 10], () => ({ pm10: 7 })));
    expect(house.rollUps.markedDays()).toEqual([T0, T0 + DAY]);
    await house.run();
    expect([toldFirst, house.touched]).toEqual([true, [T0]]);
    expect(house.rollUps.markedDays()).toEqual([]);
  });

  it('that is cut short leaves the marks, and the next run does the rest', async () => {
    house.kit('a');
    await house.append(rows('a', [0, 1440, 10], flat));
    const stop = new AbortController();
    house.beforeFlag = () => stop.abort();
    await house.run(stop.signal);
    expect(house.rollUps.marked()).toBe(24);
    house.beforeFlag = () => {};
    await house.run();
    expect(house.rollUps.marked()).toBe(0);
    expect(Object.keys(await house.flagged('a', 'pm10'))).toHaveLength(48);
  });
});

describe('notes', () => {
  it('flag their period, and no longer when they are gone; bad on arrival stays bad', async () => {
    house.kit('a');
    const made = rows('a', [0, 180, 20], (minute) => ({ pm10: wave(minute) }));
    made[4]?.flags.splice(0, 1, FLAGS.invalid);
    await house.append(made);
    await house.run();
    const at = (from: number, to: number) => ({ from: T0 + from * MINUTE, to: T0 + to * MINUTE });
    house.notes.set('a', [
      { kind: 'barbecue', ...at(0, 40) },
      { kind: 'maintenance', ...at(60, 120) },
    ]);
    await house.rollUps.mark('a', T0, T0 + 2 * HOUR);
    await house.run();
    expect(await house.flagged('a', 'pm10')).toEqual({
      ...{
        0: 'annotated',
        20: 'annotated',
        60: 'annotated invalid',
        80: 'invalid',
        100: 'annotated invalid',
      },
    });
    house.notes.clear();
    await house.rollUps.mark('a', T0, T0 + 2 * HOUR);
    await house.run();
    expect(await house.flagged('a', 'pm10')).toEqual({ 80: 'invalid' });
  });
});

describe('history', () => {
  it('of an earlier version is judged and rolled up again, while charts go on reading its roll-ups', async () => {
    house.kit('a');
    const values = (minute: number) => ({ pm10: minute === 3000 ? 400 : wave(minute) });
    await house.append(rows('a', [0, 4320, 20], values));
    await house.registry.setSetting('roll-ups', JSON.stringify({ store: 'duckdb', before: null }));
    house.rollUps = await (await house.open()).rollUps;
    expect(house.rollUps.checked('a', T0)).toBe(false);
    await house.run();
    expect(house.rollUps.checked('a', T0)).toBe(true);
    expect(JSON.parse(house.registry.setting('roll-ups') ?? '')).toMatchObject({ version: 2, before: null });
  });

  it('that was never rolled up has its hours before a day that is judged', async () => {
    house.kit('a');
    const values = (minute: number) => ({ pm10: minute === 5000 ? 400 : wave(minute) });
    await house.appendUnmarked(rows('a', [0, 5760, 20], values));
    await house.registry.setSetting('roll-ups', '');
    await house.open();
    await house.run();
    expect(await house.flagged('a', 'pm10')).toEqual({ 5000: 'spike' });
    expect(house.touched).toEqual([3, 2, 1, 0].map((day) => T0 + day * DAY));
  });
});
