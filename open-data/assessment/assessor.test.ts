import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FLAGS } from '../../domain/flags.ts';
import { type Kit, kitSchema } from '../../domain/kit.ts';
import type { StoredReading } from '../../domain/reading.ts';
import type { ReadingQuery } from '../../stores/contract.ts';
import { Assessor } from './assessor.ts';
import { appliedTo, correctedBy } from './correctable.ts';

const NOON = Date.UTC(2026, 2, 1, 12);
const MINUTE = 60_000;

const kit = (given: Partial<Kit> & { id: string }) =>
  kitSchema.parse({ name: 'K', simulated: false, open: false, official: false, created: 0, ...given });
const CALIBRATION = {
  ...{ id: 'roof', version: '1', phenomenon: 'pm2_5', channel: 'b', slope: 0.5, offset: 1 },
  coLocation: { report: 'r', station: 's', from: '2026-01-01', to: '2026-02-01', pairs: 600 },
};
const KITS: readonly Kit[] = [
  kit({ id: 'plain' }),
  kit({ id: 'epa', model: 'smart-citizen-2-1' }),
  kit({ id: 'roof', model: 'smart-citizen-2-1', calibrations: [CALIBRATION] }),
  kit({ id: 'official', model: 'smart-citizen-2-1', official: true }),
];
const ports = {
  kit: (id: string) => KITS.find((one) => one.id === id),
  checked: (_: string, hour: number) => hour <= NOON,
};

function reading(given: Partial<StoredReading>): StoredReading {
  const rest = { kit: 'epa', channel: '', time: NOON, received: NOON, value: 40, flags: 0 };
  return { ...rest, phenomenon: 'pm2_5', ...given };
}

interface Told extends StoredReading {
  readonly level: string;
  readonly corrected: number | undefined;
  readonly correction: string;
}

function assessed(readings: readonly StoredReading[], query: Partial<ReadingQuery> = {}): Told[] {
  const told: Told[] = [];
  const assessor = new Assessor(ports, { kits: KITS.map(({ id }) => id), ...query }, (one, about) =>
    told.push({ ...one, ...about }),
  );
  // As a store gives them: always the same object.
  const changing = reading({});
  for (const one of readings) assessor.take(Object.assign(changing, one));
  assessor.end();
  return told;
}

const humidity = (given: Partial<StoredReading>) => reading({ phenomenon: 'humidity', value: 50, ...given });

function epa(value: number, rh: number): number | undefined {
  const [, model] = KITS;
  const applied = model && appliedTo(model, 'pm2_5', '');
  return applied && correctedBy(applied, value, rh);
}

describe('an assessed reading', () => {
  it('is corrected at the humidity of its instant, which may come behind it, and keeps its place', () => {
    const told = assessed([
      humidity({ time: NOON - MINUTE, value: 80 }),
      reading({}),
      reading({ phenomenon: 'temperature', value: 20 }),
      humidity({ value: 50 }),
      reading({ phenomenon: 'x_soil' }),
    ]);
    expect(told.map(({ phenomenon, corrected }) => [phenomenon, corrected])).toEqual([
      ['humidity', undefined],
      ['pm2_5', epa(40, 50)],
      ['temperature', undefined],
      ['humidity', undefined],
      ['x_soil', undefined],
    ]);
    // 0.655·40 − 0.0862·50 + 5.75, half-way from the first piece (0.524) to the second (0.786) at 40.
    expect(told[1]?.corrected).toBe(27.64);
    expect(told[1]?.correction).toBe('epa-barkjohn-extended@2021-smoke');
  });

  it.each([
    ['the newest before it', [humidity({ time: NOON - 10 * MINUTE, value: 70 })], epa(40, 70)],
    ['none of more than ten minutes ago', [humidity({ time: NOON - 10 * MINUTE - 1 })], undefined],
    ['none that is bad', [humidity({ time: NOON - 1, flags: FLAGS.implausible })], undefined],
    ['none of another kit', [humidity({ kit: 'another', time: NOON - 1 })], undefined],
    [
      'that of its own channel before a newer one of another',
      [humidity({ time: NOON - 2 }), humidity({ channel: 'b', time: NOON - 1, value: 90 })],
      epa(40, 50),
    ],
  ])('without humidity of its instant is corrected at %s', (_, before, corrected) => {
    expect(assessed([...before, reading({})]).at(-1)?.corrected).toBe(corrected);
  });

  it('that is bad, of an official station or of a kit without correction is not corrected', () => {
    const bad = reading({ flags: FLAGS.implausible });
    for (const one of [bad, reading({ kit: 'official' }), reading({ kit: 'plain' })])
      expect(assessed([one, humidity({ kit: one.kit })])[0]?.corrected).toBeUndefined();
  });

  it('is corrected by the calibration that was declared for its channel', () => {
    const [told] = assessed([reading({ kit: 'roof', channel: 'b', value: 10 })]);
    expect([told?.corrected, told?.correction]).toEqual([6, 'roof@1']);
  });

  it('is good only when its hour was checked, and a namespaced one never', () => {
    const told = assessed([
      reading({}),
      reading({ phenomenon: 'x_soil' }),
      reading({ phenomenon: 'x_soil', flags: FLAGS.annotated, time: NOON + 1 }),
      reading({ time: NOON + 60 * MINUTE }),
      reading({ time: NOON + 60 * MINUTE + 1, flags: FLAGS.stuck }),
      reading({ time: NOON + 60 * MINUTE + 2, flags: FLAGS.stuck | FLAGS.invalid }),
    ]);
    expect(told.map(({ level }) => level)).toEqual([
      ...['good', 'not_evaluated', 'suspect', 'not_evaluated', 'suspect', 'bad'],
    ]);
  });

  it('brings the humidity along that was not asked for, and keeps it back', () => {
    const query = { phenomena: ['pm2_5'], from: NOON };
    const source = new Assessor(ports, { kits: ['epa'], ...query }, () => undefined).query;
    expect(source).toEqual({ kits: ['epa'], phenomena: ['pm2_5', 'humidity'], from: NOON - 10 * MINUTE });
    const told = assessed([reading({ time: NOON - 1 }), humidity({ time: NOON - 1 }), reading({})], query);
    expect(told.map(({ time, corrected }) => [time, corrected])).toEqual([[NOON, epa(40, 50)]]);
    for (const kits of [['plain'], ['official']])
      expect(new Assessor(ports, { kits, ...query }, () => undefined).query).toEqual({ kits, ...query });
    const other = { kits: ['epa'], phenomena: ['temperature'] };
    expect(new Assessor(ports, other, () => undefined).query).toEqual(other);
  });
});

describe('a stream of wild readings', () => {
  const one = fc.record({
    kit: fc.constantFrom(...KITS.map(({ id }) => id)),
    phenomenon: fc.constantFrom('humidity', 'pm2_5', 'pm10', 'temperature', 'x_soil'),
    channel: fc.constantFrom('', 'b'),
    time: fc.integer({ min: 0, max: 30 }).map((n) => NOON + n * 3 * MINUTE),
    value: fc.double({ min: 0, max: 100, noNaN: true }),
    flags: fc.constantFrom(0, 0, FLAGS.stuck, FLAGS.invalid),
    received: fc.constant(NOON),
  });
  const key = (r: StoredReading) => `${r.kit} ${r.time} ${r.channel} ${r.phenomenon}`;

  /** The humidity that counts for a reading, looked up in all of them. */
  function humidityFor(readings: readonly StoredReading[], of: StoredReading): number | undefined {
    const near = readings.filter(
      ({ kit: id, phenomenon, time, flags }) =>
        id === of.kit &&
        phenomenon === 'humidity' &&
        flags !== FLAGS.invalid &&
        time <= of.time &&
        time >= of.time - 10 * MINUTE,
    );
    const newest = (list: readonly StoredReading[]) =>
      list.reduce<StoredReading | undefined>(
        (best, next) => (best && best.time >= next.time ? best : next),
        undefined,
      );
    return (newest(near.filter(({ channel }) => channel === of.channel)) ?? newest(near))?.value;
  }

  it('comes out whole and in order, corrected as by looking everything up', () => {
    const property = fc.property(fc.uniqueArray(one, { selector: key, maxLength: 60 }), (given) => {
      const readings = given.sort((a, b) => (key(a) < key(b) ? -1 : 1));
      const expected = readings.map((of) => {
        const known = KITS.find(({ id }) => id === of.kit);
        const applied =
          known && of.flags !== FLAGS.invalid ? appliedTo(known, of.phenomenon, of.channel) : undefined;
        return [key(of), applied && correctedBy(applied, of.value, humidityFor(readings, of))];
      });
      expect(assessed(readings).map((told) => [key(told), told.corrected])).toEqual(expected);
    });
    fc.assert(property, { numRuns: 200 });
  });
});
