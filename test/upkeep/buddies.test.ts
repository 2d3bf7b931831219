import { afterEach, beforeEach, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, QualityHouse, rows, T0 } from './quality-house.ts';

const BARCELONA = { lat: 41.39, lon: 2.16 };
const HOURS = [0, 120, 10] as const;

/** Eight kits within a few hundred metres, the air a little different at each. */
const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const air = (name: string) => (minute: number) => ({
  pm2_5: 10 + NAMES.indexOf(name) / 3 + Math.sin(minute / 50),
});

let house: QualityHouse;
beforeEach(async () => {
  house = await new QualityHouse().open();
  house.now = T0 + DAY;
  for (const [n, id] of NAMES.entries())
    house.kit(id, { position: { lat: BARCELONA.lat + n / 1000, lon: BARCELONA.lon } });
});
afterEach(() => house.close());

it('the one of eight that differs is flagged, in the hours in which it does', async () => {
  const other = (minute: number) => (minute >= 60 ? { pm2_5: 90 + minute / 10 } : air('d')(minute));
  await house.append(NAMES.flatMap((id) => rows(id, HOURS, id === 'd' ? other : air(id))));
  await house.run();
  expect(Object.values(await house.flagged('d', 'pm2_5'))).toEqual(new Array(6).fill('buddy'));
  expect(Object.keys(await house.flagged('d', 'pm2_5'))[0]).toBe('60');
  for (const id of NAMES.filter((name) => name !== 'd')) expect(await house.flagged(id, 'pm2_5')).toEqual({});
  const before = house.written.length;
  for (const id of NAMES) await house.rollUps.mark(id, T0, T0 + DAY);
  await house.run();
  expect(house.written.length, 'judging again writes nothing').toBe(before);
});

it('a kit far from all others, an official one, one indoors and a simulated one are not', async () => {
  house.kit('far', { position: { lat: 42.3, lon: 3 } });
  house.kit('official', { position: BARCELONA, official: true });
  house.kit('room', { position: BARCELONA, exposure: 'indoor' });
  house.kit('invented', { position: BARCELONA, simulated: true });
  const far = (minute: number) => ({ pm2_5: 90 + minute / 10 });
  await house.append(house.kits.flatMap(({ id }) => rows(id, HOURS, NAMES.includes(id) ? air(id) : far)));
  await house.run();
  for (const { id } of house.kits) expect(await house.flagged(id, 'pm2_5'), id).toEqual({});
});

it('official stations are buddies: five of them tell that a kit is wrong', async () => {
  house.kits = NAMES.map((id, n) => ({
    ...{ id, exposure: 'outdoor' as const, simulated: false, official: n < 5 },
    position: { lat: BARCELONA.lat + n / 1000, lon: BARCELONA.lon },
  })).slice(0, 6);
  const far = () => ({ pm2_5: 95 });
  await house.append(house.kits.flatMap(({ id }) => rows(id, HOURS, id === 'f' ? far : air(id))));
  await house.run();
  expect(Object.keys(await house.flagged('f', 'pm2_5'))).toHaveLength(12);
});

it('a kit that comes late is compared with what its neighbours had, and is cleared when it is moved away', async () => {
  await house.append(NAMES.filter((id) => id !== 'h').flatMap((id) => rows(id, HOURS, air(id))));
  await house.run();
  await house.append(rows('h', HOURS, (minute) => ({ pm2_5: 80 + minute / 9 })));
  await house.run();
  expect(Object.keys(await house.flagged('h', 'pm2_5'))).toHaveLength(12);
  house.kits = house.kits.map((kit) => (kit.id === 'h' ? { ...kit, position: { lat: 40, lon: 0 } } : kit));
  await house.rollUps.mark('h', T0, T0 + 2 * HOUR);
  await house.run();
  expect(await house.flagged('h', 'pm2_5')).toEqual({});
});

it('two channels of one kit are no two buddies', async () => {
  house.kits = house.kits.slice(0, 4);
  const both = (id: string) => ['a', 'b'].flatMap((channel) => rows(id, HOURS, air(id), { channel }));
  const made = house.kits.flatMap(({ id }) => both(id));
  house.kit('z', { position: BARCELONA });
  await house.append([...made, ...rows('z', HOURS, (minute) => ({ pm2_5: 95 + minute / MINUTE }))]);
  await house.run();
  expect(await house.flagged('z', 'pm2_5')).toEqual({});
});
