import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Receipt } from '../../../domain/receipt.ts';
import { connectKit, getJson, type Kit } from '../client.ts';
import { type Program, startSuperilla } from '../program.ts';
import { booksOf, settledBooks } from './books.ts';
import { registerKits } from './kits.ts';
import { readBack } from './readings.ts';

const NOON = '2026-03-01T12:00:00.000Z';
const ELEVEN = '2026-03-01T11:00:00.000Z';
const TEN = '2026-03-01T10:00:00.000Z';

describe('after a restart', () => {
  let program: Program;
  let kit: Kit;

  beforeAll(async () => {
    program = await startSuperilla();
    [kit] = (await registerKits(program, 1)) as [Kit];
    await publish({ time: NOON, temperature: 12 });
    await settledBooks(program);
    await program.stop();
    program = await startSuperilla({ data: program.data });
  });
  afterAll(() => program.end());

  async function publish(...bodies: object[]): Promise<void> {
    const client = await connectKit(program, kit);
    for (const body of bodies)
      await client.publishAsync(`kits/${kit.id}/readings`, JSON.stringify(body), { qos: 1 });
    await client.endAsync();
  }

  const newestReceipt = async (): Promise<Receipt | undefined> => {
    const authorization = `Basic ${Buffer.from(`${kit.username}:${kit.password}`).toString('base64')}`;
    const path = `/api/v1/kits/${kit.id}/receipts`;
    const { receipts } = await getJson<{ receipts: Receipt[] }>(program, path, {
      headers: { authorization },
    });
    return receipts[0];
  };
  const storedAt = async (time: string) =>
    (await readBack(program, `kit=${kit.id}`)).filter((line) => line.time === time).map(({ value }) => value);

  it('a late row is stored, and the same again is counted as duplicate', async () => {
    await publish({ time: ELEVEN, temperature: 11 });
    await settledBooks(program);
    await publish({ time: ELEVEN, temperature: 11 });
    const books = await settledBooks(program);
    expect(books).toMatchObject({ received: 2, stored: 1, duplicate: 1, rejected: 0 });
    expect(await storedAt(ELEVEN)).toEqual([11]);
    expect(await newestReceipt()).toMatchObject({ accepted: 0, duplicates: 1 });
  });

  it('a late row and its copy that come in one breath are stored once', async () => {
    const before = await booksOf(program);
    await publish({ time: TEN, temperature: 10 }, { time: TEN, temperature: 10 });
    const books = await settledBooks(program);
    expect(books.stored - before.stored).toBe(1);
    expect(books.duplicate - before.duplicate).toBe(1);
    expect(await storedAt(TEN)).toEqual([10]);
  });

  it.each([
    ['a late row', ELEVEN, 11],
    ['the newest row', NOON, 12],
  ])(
    'another value for %s is a conflict, and the receipt names the value that stands',
    async (_, time, stands) => {
      const before = await booksOf(program);
      await publish({ time, temperature: 99 });
      const books = await settledBooks(program);
      expect(books.rejected - before.rejected).toBe(1);
      expect(await storedAt(time)).toEqual([stands]);
      expect(await newestReceipt()).toMatchObject({
        accepted: 0,
        rejected: 1,
        reasons: [{ code: 'conflict', path: 'temperature', found: '99' }],
      });
      expect((await newestReceipt())?.reasons[0]?.right).toContain(`${stands} is stored for this time`);
    },
  );

  it('a kill in place of the stop changes nothing of that', async () => {
    await program.kill();
    program = await startSuperilla({ data: program.data });
    await publish({ time: ELEVEN, temperature: 11 }, { time: NOON, temperature: 98 });
    const books = await settledBooks(program);
    expect(books).toMatchObject({ received: 2, recovered: 0, stored: 0, duplicate: 1, rejected: 1 });
    expect(await storedAt(ELEVEN)).toEqual([11]);
    expect(await storedAt(NOON)).toEqual([12]);
  });
});
