import { rmSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseConfig } from '../../app/config/read.ts';
import { type House, openHouse } from '../../app/house.ts';
import type { StoredReading } from '../../domain/reading.ts';
import { openRegistry } from '../../registry/registry.ts';
import { openDuckDbStore } from '../../stores/duckdb/store.ts';
import { oldFolder, onReadings, onRegistry } from './old-folder.ts';

/** Shortly after release 0.1.0 wrote the folder. */
const THEN = Date.parse('2026-11-25T02:21:00Z');
const BALCO = { id: 'balco', token: 'q5s6j6is22bsaqxlk7elf7slrz' };
const TERRAT = { id: 'terrat', token: 'hpxoa5xko5mjzz6bcaefyaluhz', before: 'xm3oy6oe6no5olysi4xsitnmvl' };
const INVITATION = 'oyo3waopdrqjfrmm52j66pfecu';

/** What the two kits had sent, as the export lists it. */
function sent(): string[] {
  const lines: string[] = [];
  for (let minute = 0; minute < 5; minute++) {
    const time = `2026-03-01T12:0${minute}:00.000Z`;
    lines.push(`balco ${time} pm2_5 ${10 + minute}`, `balco ${time} noise_laeq ${55.5 + minute}`);
    lines.push(`balco ${time} temperature 20`, `balco ${time} x_soil_moisture_raw ${300 + minute}`);
  }
  return [...lines, 'terrat 2026-03-01T13:00:00.000Z no2 21.5'].sort();
}

async function readAll(house: House): Promise<string[]> {
  const lines: string[] = [];
  const line = ({ kit, time, phenomenon, value }: StoredReading) =>
    `${kit} ${new Date(time).toISOString()} ${phenomenon} ${value}`;
  for await (const chunk of house.store.scan({ kits: ['balco', 'terrat'] })) lines.push(...chunk.map(line));
  return lines.sort();
}

async function open(data: string): Promise<House> {
  const config = parseConfig({ SUPERILLA_DATA: data, SUPERILLA_DEMO: '0' });
  if (Array.isArray(config)) throw new Error(JSON.stringify(config));
  return openHouse(config, pino({ level: 'silent' }));
}

describe('the data folder of release 0.1.0', () => {
  let data: string;
  beforeEach(async () => {
    data = await oldFolder('0.1.0');
  });
  afterEach(() => rmSync(data, { recursive: true, force: true }));

  it('opens with everything in it, takes new readings, and opens again', async () => {
    const house = await open(data);
    expect(await readAll(house)).toEqual(sent());
    expect(house.ingest.latest.ofKit('balco')).toHaveLength(4);
    const soil = { kit: 'balco', phenomenon: 'x_soil_moisture_raw', channel: '' };
    const first = Date.parse('2026-03-01T12:00:00Z');
    expect(await house.store.holdings(['balco'])).toContainEqual(
      expect.objectContaining({ ...soil, n: 5, first, last: first + 4 * 60_000 }),
    );
    // Roll-ups have tables since.
    await house.store.rollUp([{ kit: 'balco', hour: first }]);
    const hours = { kits: ['balco'], phenomenon: 'pm2_5', bucketMs: 3_600_000, source: 'hours' } as const;
    const sums = await house.store.sums({ ...hours, spans: [{ from: first, to: first + 3_600_000 }] });
    expect(sums).toMatchObject([{ time: first, n: 5, min: 10, max: 14 }]);
    const message = await new Promise<{ seq: number; accepted: number }>((resolve) =>
      house.ingest.accept(
        {
          received: THEN,
          transport: 'mqtt',
          topic: 'kits/balco/readings',
          headers: {},
          payload: Buffer.from('{"time": "2026-03-01T12:05:00Z", "pm2_5": 15}'),
          sender: { kind: 'kit', kit: 'balco' },
          retained: false,
          packetId: 1,
          dup: false,
        },
        false,
        resolve,
      ),
    );
    expect(message).toMatchObject({ seq: 8, accepted: 1 });
    await house.ingest.settled();
    await house.close();
    const again = await open(data);
    expect(await readAll(again)).toEqual([...sent(), 'balco 2026-03-01T12:05:00.000Z pm2_5 15'].sort());
    await again.close();
  });

  it('knows its kits, tokens, projects, invitations and what was put aside', async () => {
    const registry = await openRegistry({ path: join(data, 'registry.db'), now: () => THEN });
    expect(registry.kits()).toMatchObject([
      { id: 'balco', name: 'Balcó', project: 'aire-poblenou', precision: 50, licence: 'CC-BY-4.0' },
      { id: 'terrat', open: false, simulated: false },
    ]);
    expect(registry.authenticate(BALCO.id, BALCO.token)).toBe(true);
    expect(registry.authenticate(TERRAT.id, TERRAT.token)).toBe(true);
    expect(registry.authenticate(TERRAT.id, TERRAT.before)).toBe(true);
    expect(registry.authenticate(TERRAT.id, BALCO.token)).toBe(false);
    expect(registry.projects.get('aire-poblenou')?.organisations).toEqual(['fab-lab-bcn']);
    expect(registry.invitation(INVITATION)).toMatchObject({ project: 'aire-poblenou', kit: undefined });
    expect(await registry.createAdministrator()).toBeUndefined();
    expect(await registry.quarantined(10)).toMatchObject([{ seq: 6, kit: 'balco', reason: 'time_ahead' }]);
    expect(registry.toErase()).toEqual([]);
    await registry.close();
  });

  it('is not opened, and says why, where a later release has written the registry', async () => {
    onRegistry(data, 'INSERT INTO migration (number, applied) VALUES (999, 0)');
    const opening = openRegistry({ path: join(data, 'registry.db') });
    await expect(opening).rejects.toThrow('The registry was written by a newer Superilla (tables 999');
  });

  it('is not opened, and says why, where a later release has written the readings', async () => {
    await onReadings(data, "UPDATE meta SET value = '999' WHERE name = 'format'");
    const opening = openDuckDbStore({ path: join(data, 'readings.duckdb') });
    await expect(opening).rejects.toThrow("the store's file has format 999");
  });
});
