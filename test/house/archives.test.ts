import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createGunzip } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exported, getJson } from './client.ts';
import { type Program, startSuperilla } from './program.ts';

const DATASETS = fileURLToPath(new URL('../../../shared/datasets/', import.meta.url));
const there = existsSync(DATASETS);
const SENSOR_COMMUNITY = there
  ? readdirSync(`${DATASETS}sensor-community`).map((name) => `${DATASETS}sensor-community/${name}`)
  : [];
const BERLIN = `${DATASETS}opensensemap/pm25_berlin_2023-03.csv.gz`;
const SD_CARD = `${DATASETS}smart-citizen/sdcard_2018-12-06.csv`;
const SD_CARD_21 = `${DATASETS}smart-citizen/example_sck21_2020-09.csv`;

const iso = (text: string) => new Date(/[zZ]$/.test(text) ? text : `${text}Z`).toISOString();

/** `externalId time phenomenon channel` → value, as the file itself says it; a row repeated counts once. */
type Expected = Map<string, string>;

function sensorCommunity(files: readonly string[]): Expected {
  const expected: Expected = new Map();
  for (const file of files) {
    for (const line of readFileSync(file, 'utf8').split('\n').slice(1)) {
      const [id, , , , , time, p1, , , p2] = line.split(';');
      if (time === undefined) continue;
      if (p1) expected.set(`${id} ${iso(time)} pm10 `, String(Number(p1)));
      if (p2) expected.set(`${id} ${iso(time)} pm2_5 `, String(Number(p2)));
    }
  }
  return expected;
}

async function berlin(): Promise<Expected> {
  const expected: Expected = new Map();
  for await (const line of createInterface({ input: createReadStream(BERLIN).pipe(createGunzip()) })) {
    const [time = '', id, value] = line.split(',');
    if (time === 'createdAt' || value === undefined) continue;
    expected.set(`${id} ${iso(time)} pm2_5 `, String(Number(value)));
  }
  return expected;
}

/** Columns of the 2018 card: phenomenon and channel of each, and the decimal places that its unit moves. */
const CARD: Record<string, [phenomenon: string, places: number]> = {
  BATT: ['battery ', 0],
  LIGHT: ['illuminance ', 0],
  TEMP: ['temperature ', 0],
  HUM: ['humidity ', 0],
  NOISE_A: ['noise_laeq ', 0],
  PRESS: ['pressure ', 3],
  PM_1: ['pm1 ', 0],
  PM_25: ['pm2_5 ', 0],
  PM_10: ['pm10 ', 0],
};

function sdCard(file: string): Expected {
  const [head = '', , , , ...lines] = readFileSync(file, 'utf8').split(/\r?\n/);
  const names = head.split(',');
  const expected: Expected = new Map();
  for (const line of lines) {
    const cells = line.split(',');
    for (const [column, name] of names.entries()) {
      const known = CARD[name];
      const cell = cells[column];
      if (known === undefined || cell === undefined || ['', 'none', 'null'].includes(cell)) continue;
      if (name === 'BATT' && cell === '-1') continue;
      expected.set(`card ${iso(cells[0] ?? '')} ${known[0]}`, String(Number(`${Number(cell)}e${known[1]}`)));
    }
  }
  return expected;
}

/** Readings that the program has received since it started. */
async function received(program: Program): Promise<number> {
  const text = await (await fetch(`${program.http}/metrics`)).text();
  return Number(/^superilla_readings_received_total (\d+)/m.exec(text)?.[1] ?? 0);
}

describe.skipIf(!there)('archives through the broker and back (needs ../shared/datasets)', () => {
  let program: Program;
  beforeAll(async () => {
    program = await startSuperilla();
  });
  afterAll(() => program.end());

  /** What is stored, under the archive's own ids. */
  async function stored(query: string): Promise<Map<string, string>> {
    const { kits } = await getJson<{ kits: { id: string; name: string }[] }>(program, '/api/v1/kits');
    const external = new Map(kits.map((kit) => [kit.id, kit.name.split(' ').at(-1) ?? '']));
    const values = await exported(program, query);
    return new Map(
      [...values].map(([key, value]) => {
        const [kit = '', ...rest] = key.split(' ');
        return [[external.get(kit), ...rest].join(' '), value];
      }),
    );
  }

  it('gives back every value and time of two Sensor.Community sensors, though it is killed in the middle', async () => {
    const { data } = program;
    const first = program.command('replay', ...SENSOR_COMMUNITY);
    while ((await received(program)) < 5000) await sleep(5);
    await program.kill();
    expect((await first).code).not.toBe(0);
    program = await startSuperilla({ data });
    const again = await program.command('replay', ...SENSOR_COMMUNITY, '--json');
    expect(again.code).toBe(0);
    expect(JSON.parse(again.stdout)).toMatchObject({ rows: 30_677 });
    expect(await stored('')).toEqual(sensorCommunity(SENSOR_COMMUNITY));
  });

  // The reader's own test reads all of it; here it costs ten seconds more.
  it.skipIf(process.env['SUPERILLA_LONG'] !== '1')(
    'gives back all of Berlin, whose file names no phenomenon and spells its unit with two mu characters (with SUPERILLA_LONG=1)',
    async () => {
      const refused = await program.command('replay', BERLIN, '--json');
      expect(refused.code).not.toBe(0);
      expect(refused.stdout).toContain('--phenomenon');
      const replayed = await program.command('replay', BERLIN, '--phenomenon', 'pm2_5', '--json');
      expect(replayed.code).toBe(0);
      const expected = await berlin();
      const values = await stored('phenomenon=pm2_5');
      for (const [key, value] of expected)
        if (values.get(key) !== value) expect.fail(`${key}: ${values.get(key)} instead of ${value}`);
      expect(values.size).toBe(
        expected.size +
          SENSOR_COMMUNITY.length * 0 +
          [...sensorCommunity(SENSOR_COMMUNITY).keys()].filter((k) => k.includes(' pm2_5 ')).length,
      );
    },
  );

  it.each([SD_CARD, SD_CARD_21])('gives back the Smart Citizen card %s, with kPa as Pa', async (file) => {
    const replayed = await program.command('replay', file, '--as', 'smart-citizen-sd', '--json');
    expect(replayed, replayed.stderr).toMatchObject({ code: 0 });
    const { kits } = await getJson<{ kits: { id: string; name: string }[] }>(program, '/api/v1/kits');
    const kit = kits.find(
      (k) =>
        k.name.startsWith('smart-citizen-sd') && k.name.includes(file.includes('2018') ? '2018' : '2020'),
    );
    const values = await exported(program, `kit=${kit?.id}`);
    for (const [key, value] of sdCard(file)) {
      const stands = values.get(key.replace(/^card/, kit?.id ?? ''));
      if (stands !== value) expect.fail(`${key}: ${stands} instead of ${value}`);
    }
    const batteries = [...values]
      .filter(([key]) => key.includes(' battery '))
      .map(([, value]) => Number(value));
    expect(batteries.length).toBeGreaterThan(900);
    expect(Math.min(...batteries)).toBeGreaterThanOrEqual(0);
  });
});
