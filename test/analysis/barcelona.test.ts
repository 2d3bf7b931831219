import { createReadStream, existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { judge, rulesIn } from '../../analysis/quality/judge.ts';
import { LEVELS } from '../../analysis/quality/level.ts';
import { EPA_STUCK } from '../../analysis/quality/parameters.ts';
import type { Series } from '../../analysis/quality/series.ts';
import { checkStuck } from '../../analysis/quality/stuck.ts';
import { OPENDATA_BCN } from '../../protocols/opendata-bcn/archive.ts';
import { DATASETS, seriesOf } from './archives.ts';

const FILES = ['2020_02_Febrer', '2020_03_Marc'].map((month) => `bcn-air/${month}_qualitat_aire_BCN.csv`);

const DAY = 86_400_000;
/** 23:00 to 24:00 in Barcelona in winter begins at 22:00 UTC. */
const MIDNIGHT = 22 * 3_600_000;

/** Both months of every station and pollutant, oldest first. */
async function months(): Promise<Map<string, Series>> {
  const whole = new Map<string, { times: number[]; values: number[] }>();
  for (const file of FILES)
    for (const [key, { times, values }] of await seriesOf(OPENDATA_BCN, file)) {
      const known = whole.get(key) ?? { times: [], values: [] };
      known.times.push(...Array.from(times));
      known.values.push(...Array.from(values));
      whole.set(key, known);
    }
  return whole;
}

describe.skipIf(!existsSync(DATASETS))('Barcelona’s own validity marks, February and March 2020', () => {
  let series = new Map<string, Series>();

  beforeAll(async () => {
    series = await months();
  });

  it('strike the number itself out: not one value that is not valid can still be looked at', async () => {
    const count = { valid: 0, marked: 0, missing: 0, faults: 0 };
    for (const file of FILES)
      for await (const row of OPENDATA_BCN.read(createReadStream(new URL(file, DATASETS)), { file })) {
        const marked = row.readings.filter(({ flags = 0 }) => flags !== 0).length;
        count.marked += marked;
        count.valid += row.readings.length - marked;
        count.missing += row.missing;
        count.faults += row.faults.length;
      }
    expect(count).toEqual({ valid: 61_276, marked: 0, missing: 3524, faults: 0 });
  });

  it('so that range and spike can only find valid values: no recall, and nothing they find is confirmed', () => {
    const found = new Map<string, number>();
    for (const [key, one] of series) {
      const phenomenon = key.split('/')[1] ?? '';
      for (const mask of judge(one, { phenomenon }).rules)
        for (const rule of rulesIn(mask))
          found.set(`${rule} ${phenomenon}`, (found.get(`${rule} ${phenomenon}`) ?? 0) + 1);
    }
    expect(Object.fromEntries([...found].sort())).toEqual({
      ...{ 'spike co': 2, 'spike no2': 27, 'spike o3': 5, 'spike pm10': 93, 'spike so2': 2 },
      ...{ 'stuck no': 14, 'stuck pm10': 76, 'stuck so2': 7 },
    });
  });

  it('lack the whole city’s last hour of the day on 36 of 61 days, which no instrument does', () => {
    const midnights = new Map<number, number>();
    const days = new Set<number>();
    for (const [, one] of series)
      for (const time of Array.from(one.times)) {
        days.add(Math.floor(time / DAY));
        if (time % DAY === MIDNIGHT) midnights.set(time, (midnights.get(time) ?? 0) + 1);
      }
    expect([days.size, midnights.size]).toEqual([61, 25]);
  });

  it('would call every fourth value stuck by EPA’s three equal hours', () => {
    let [n, stuck] = [0, 0];
    for (const one of series.values()) {
      n += one.values.length;
      stuck += checkStuck(one, EPA_STUCK).filter((level) => level === LEVELS.suspect).length;
    }
    expect([n, stuck]).toEqual([61_276, 14_890]);
  });
});
