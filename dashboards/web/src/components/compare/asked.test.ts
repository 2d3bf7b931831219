import { describe, expect, it } from 'vitest';
import type { KitView, ReadingView } from '../../api-types.ts';
import { askedIn, commonOf, completed, dayBeside, metresBetween, queryOf, stationsBeside } from './asked.ts';

function kit(id: string, of: { official?: boolean; lon?: number; phenomena?: readonly string[] }): KitView {
  const { official = false, lon, phenomena = [] } = of;
  const latest = phenomena.map((phenomenon) => ({ phenomenon }) as ReadingView);
  const position = lon === undefined ? null : { lat: 41.4, lon };
  return { id, name: id, official, position, latest } as unknown as KitView;
}

const MINE = kit('mine', { lon: 2.17, phenomena: ['temperature', 'no2', 'pm2_5'] });
const NEAR = kit('near', { official: true, lon: 2.171, phenomena: ['o3', 'no2'] });
const FAR = kit('far', { official: true, lon: 2.2, phenomena: ['pm2_5', 'no2'] });
const LOST = kit('lost', { official: true, phenomena: ['pm10'] });
const ALL = [MINE, LOST, FAR, NEAR];
const EMPTY = { kit: '', station: '', phenomenon: '', from: '', to: '' };

describe('what is compared', () => {
  it('is read from the address and written to it, without what is empty', () => {
    const asked = askedIn(new URL('http://x/compare?kit=mine&to=2026-03-02&lang=ca'));
    expect(asked).toEqual({ ...EMPTY, kit: 'mine', to: '2026-03-02' });
    expect(queryOf(asked).toString()).toBe('kit=mine&to=2026-03-02');
  });

  it('is filled up with the nearest station that measures what the kit does', () => {
    expect(completed({ ...EMPTY, kit: 'mine' }, ALL)).toMatchObject({ station: 'near', phenomenon: 'no2' });
    expect(completed({ ...EMPTY, kit: 'mine', phenomenon: 'pm2_5' }, ALL)).toMatchObject({ station: 'far' });
    expect(completed({ ...EMPTY, kit: 'mine', station: 'far' }, ALL)).toMatchObject({ phenomenon: 'pm2_5' });
    expect(completed({ ...EMPTY, kit: 'mine', station: 'lost' }, ALL)).toMatchObject({ phenomenon: '' });
    expect(completed(EMPTY, ALL)).toEqual(EMPTY);
  });

  it('is chosen among the stations from near to far', () => {
    expect(stationsBeside(MINE, ALL).map(({ id }) => id)).toEqual(['near', 'far', 'lost']);
    expect(metresBetween(MINE, NEAR)).toBe(83);
    expect(metresBetween(MINE, LOST)).toBeUndefined();
    expect(commonOf(MINE, FAR)).toEqual(['no2', 'pm2_5']);
  });

  it('ends on the day that readers name, which the API leaves out', () => {
    expect(dayBeside('2026-02-28', 1)).toBe('2026-03-01');
    expect(dayBeside('2026-03-01T12:00:00Z', -1)).toBe('2026-02-28');
    expect(dayBeside('', 1)).toBe('');
  });
});
