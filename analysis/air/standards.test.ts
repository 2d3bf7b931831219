import { describe, expect, it } from 'vitest';
import { EU_STANDARDS } from './eu-standards.ts';
import type { AirStandard } from './standard.ts';
import { WHO_STANDARDS } from './who-standards.ts';

const SETS = [...EU_STANDARDS, WHO_STANDARDS];
const ALL = SETS.flatMap(({ standards }) => standards);

function line(s: AirStandard): string {
  const counted = 'allowed' in s ? ` <=${s.allowed}` : '';
  return `${s.pollutant} ${s.averaging} ${s.value}${counted}`;
}

const linesOf = (set: string, kind: string) => ALL.filter((s) => s.set === set && s.kind === kind).map(line);

describe('legal and recommended values', () => {
  it('have an id each, belong to the set they stand in, and cite a source', () => {
    expect(new Set(ALL.map(({ id }) => id)).size).toBe(ALL.length);
    for (const { id, standards } of SETS)
      for (const s of standards) {
        expect(s.set).toBe(id);
        expect(s.source).toMatch(/Annex|WHO/);
      }
  });

  it('of 2030 are those of Directive (EU) 2024/2881', () => {
    expect(linesOf('eu-2030', 'limit')).toEqual([
      'pm2_5 day 25 <=18',
      'pm2_5 year 10',
      'pm10 day 45 <=18',
      'pm10 year 20',
      'no2 hour 200 <=3',
      'no2 day 50 <=18',
      'no2 year 20',
      'so2 hour 350 <=3',
      'so2 day 50 <=18',
      'so2 year 20',
      'co day 4000 <=18',
      'co max_8h 10000 <=0',
    ]);
  });

  it('until then are the older ones', () => {
    expect(linesOf('eu-until-2030', 'limit')).toEqual([
      'pm2_5 year 25',
      'pm10 day 50 <=35',
      'pm10 year 40',
      'no2 hour 200 <=18',
      'no2 year 40',
    ]);
  });

  it('warn at the published thresholds', () => {
    const pm = ['pm2_5 day 50 <=0', 'pm10 day 90 <=0'];
    expect(linesOf('eu-thresholds', 'alert')).toEqual([
      'no2 hour 200 <=0',
      'so2 hour 350 <=0',
      'o3 hour 240 <=0',
      ...pm,
    ]);
    expect(linesOf('eu-thresholds', 'information')).toEqual([
      'no2 hour 150 <=0',
      'so2 hour 275 <=0',
      'o3 hour 180 <=0',
      ...pm,
    ]);
    const inARow = ALL.filter((s) => 'consecutive' in s).map((s) => s.pollutant);
    expect(inARow).toEqual(['no2', 'so2']);
  });

  it('of WHO are those of 2021', () => {
    expect(linesOf('who-2021', 'guideline')).toEqual([
      'pm2_5 year 5',
      'pm2_5 day 15 <=3',
      'pm10 year 15',
      'pm10 day 45 <=3',
      'o3 peak_season 60',
      'o3 max_8h 100 <=3',
      'no2 year 10',
      'no2 day 25 <=3',
      'so2 day 40 <=3',
      'co day 4000 <=3',
    ]);
    expect(linesOf('who-2021', 'interim_target')).toHaveLength(7);
  });
});
