import { describe, expect, it } from 'vitest';
import { FLAGS } from '../domain/flags.ts';
import type { Found } from '../protocols/contract.ts';
import { KitMemory } from './kit-memory.ts';
import { blankMessage, type Message } from './message.ts';
import { NameResolver } from './names.ts';
import { SensorRanges } from './sensor-ranges.ts';
import { latestAllowed, Sorter } from './sorter.ts';

const NOW = Date.UTC(2026, 2, 1, 12);

function found(phenomenon: string, value: number, rest: Partial<Found> = {}): Found {
  return { phenomenon, channel: '', time: NOW, value, flags: 0, path: phenomenon, ...rest };
}

function sorted(
  list: readonly Found[],
  about: {
    memory?: KitMemory;
    admit?: (id: string) => boolean;
    allowed?: number;
    model?: string;
    official?: boolean;
  } = {},
): Message {
  const message = blankMessage(NOW, 'kits/a/readings', { kit: 'a', decoder: 'native/1' });
  const sorter = new Sorter(new NameResolver(), (_kit, id) => about.admit?.(id) ?? true);
  sorter.sort(message, list, {
    memory: about.memory ?? new KitMemory(Number.NEGATIVE_INFINITY),
    kitFlags: FLAGS.simulated,
    ranges: about.model === undefined ? undefined : new SensorRanges(about.model),
    official: about.official === true,
    assigned: NOW + 1,
    latestAllowed: about.allowed ?? latestAllowed(NOW, 0),
  });
  return message;
}

describe('the sorter', () => {
  it('puts values of one time and channel into one row', () => {
    const { rows } = sorted([
      found('pm2_5', 1),
      found('pm10', 2),
      found('temperature', 20, { channel: 'board' }),
      found('pm1', 3, { time: NOW - 60_000 }),
    ]);
    expect(
      rows.map(({ time, channel, phenomena, values }) => ({ time, channel, phenomena, values })),
    ).toEqual([
      { time: NOW, channel: '', phenomena: ['pm2_5', 'pm10'], values: [1, 2] },
      { time: NOW, channel: 'board', phenomena: ['temperature'], values: [20] },
      { time: NOW - 60_000, channel: '', phenomena: ['pm1'], values: [3] },
    ]);
  });

  it('gives readings without a time the assigned one, and says so in a flag', () => {
    const [row] = sorted([found('pm2_5', 1, { time: undefined })]).rows;
    expect(row?.time).toBe(NOW + 1);
    expect(row?.flags).toEqual([FLAGS.time_assigned | FLAGS.simulated]);
  });

  it('takes an official station’s values a little below zero as its network publishes them', () => {
    const flagsOf = (official: boolean) =>
      sorted([found('pm2_5', -2), found('no2', -99)], { official }).rows[0]?.flags.map(
        (mask) => mask & FLAGS.implausible,
      );
    expect(flagsOf(true)).toEqual([0, FLAGS.implausible]);
    expect(flagsOf(false)).toEqual([FLAGS.implausible, FLAGS.implausible]);
  });

  it('keeps implausible values and flags them', () => {
    const message = sorted([found('humidity', 140)]);
    expect(message.accepted).toBe(1);
    expect(message.rows[0]?.values).toEqual([140]);
    expect(message.rows[0]?.flags).toEqual([FLAGS.implausible | FLAGS.simulated]);
  });

  it('flags what the sensor of the model cannot measure', () => {
    const list = [found('temperature', 55), found('co2', 2100)];
    const flags = (model?: string) => sorted(list, { ...(model && { model }) }).rows[0]?.flags;
    expect(flags()).toEqual([FLAGS.simulated, FLAGS.simulated]);
    expect(flags('airgradient-open-air')).toEqual([FLAGS.simulated, FLAGS.implausible | FLAGS.simulated]);
  });

  it('keeps an unknown quantity under a namespaced id and says so', () => {
    const message = sorted([found('Soil Moisture', 33)]);
    expect(message.rows[0]?.phenomena).toEqual(['x_soil_moisture']);
    expect(message.assumptions).toEqual([
      { code: 'kept_as', path: 'Soil Moisture', taken: 'x_soil_moisture' },
    ]);
  });

  it('refuses an unknown quantity when the kit has its 64, and a name of which nothing is left', () => {
    const message = sorted([found('other', 1), found('¿?', 2), found('pm10', 3)], { admit: () => false });
    expect(message.refusals.map((r) => [r.code, r.path])).toEqual([
      ['too_many_unknown', 'other'],
      ['bad_name', '¿?'],
    ]);
    expect([message.accepted, message.rejected]).toEqual([1, 2]);
  });

  it('sets times more than five minutes ahead, and before 2010, aside', () => {
    const message = sorted([
      found('pm1', 1, { time: NOW + 300_000 }),
      found('pm2_5', 1, { time: NOW + 300_001 }),
      found('pm10', 1, { time: 0 }),
    ]);
    expect([message.accepted, message.quarantined]).toEqual([1, 2]);
    expect(message.refusals.map((r) => r.code)).toEqual(['time_ahead', 'time_too_old']);
  });

  it('judges nobody ahead while its own clock is behind the newest arrival', () => {
    expect(latestAllowed(NOW, NOW + 1)).toBe(Number.POSITIVE_INFINITY);
    expect(latestAllowed(NOW, NOW)).toBe(NOW + 300_000);
  });

  it('counts the same reading again as duplicate, and one with another value as conflict with the value that stands', () => {
    const memory = new KitMemory(Number.NEGATIVE_INFINITY);
    sorted([found('pm2_5', 10)], { memory });
    const message = sorted([found('pm2_5', 10), found('pm10', 20)], { memory });
    expect([message.accepted, message.duplicates]).toEqual([1, 1]);
    const conflict = sorted([found('pm2_5', 11)], { memory });
    expect(conflict.rejected).toBe(1);
    expect(conflict.refusals[0]).toMatchObject({
      code: 'conflict',
      path: 'pm2_5',
      found: '11',
      expected: '10 is stored for this time',
    });
  });

  it('marks rows below the floor late, once each', () => {
    const memory = new KitMemory(NOW);
    const message = sorted(
      [
        found('pm2_5', 1),
        found('pm10', 2),
        found('pm1', 3, { time: NOW + 1000 }),
        found('pm4', 4, { time: NOW - 1 }),
      ],
      { memory },
    );
    expect(message.late).toEqual([0, 2]);
  });
});

describe('a message that names the same reading twice', () => {
  it('keeps the first, also below the floor where only the store knows what stands', () => {
    const memory = new KitMemory(NOW);
    const message = sorted([found('pm2_5', 1), found('pm2_5', 1), found('pm2_5', 2)], { memory });
    expect(message.rows[0]?.values).toEqual([1]);
    expect([message.accepted, message.duplicates, message.rejected]).toEqual([1, 1, 1]);
  });
});
