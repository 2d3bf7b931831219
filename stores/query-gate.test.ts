import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { StoreBusyError } from './contract.ts';
import { QueryGate } from './query-gate.ts';

describe('the query gate', () => {
  it('runs two reads at once and lets the third in when one has ended', async () => {
    const gate = new QueryGate();
    const entered: number[] = [];
    const first = await gate.enter();
    const second = await gate.enter();
    const third = gate.run(async () => entered.push(3));
    await sleep(5);
    expect(entered).toEqual([]);
    first();
    await third;
    expect(entered).toEqual([3]);
    second();
  });

  it('lets readers in in the order they came', async () => {
    const gate = new QueryGate({ slots: 1 });
    const order: number[] = [];
    const free = await gate.enter();
    const waiting = [1, 2, 3].map((n) => gate.run(async () => order.push(n)));
    free();
    await Promise.all(waiting);
    expect(order).toEqual([1, 2, 3]);
  });

  it('refuses a reader that has waited too long, and says when to ask again', async () => {
    const gate = new QueryGate({ slots: 1, waitMs: 20 });
    await gate.enter();
    const refused = await gate.run(async () => 0).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StoreBusyError);
    expect(refused).toMatchObject({ retryAfterS: 2 });
  });

  it('refuses at once when the line is full, but never the continuation of a read', async () => {
    const gate = new QueryGate({ slots: 1, queue: 1, waitMs: 1000 });
    const free = await gate.enter();
    const first = gate.run(async () => 'first');
    await expect(gate.run(async () => 'second')).rejects.toBeInstanceOf(StoreBusyError);
    const patient = gate.run(async () => 'patient', true);
    free();
    expect(await Promise.all([first, patient])).toEqual(['first', 'patient']);
  });

  it('frees a slot once, however often it is given back, and also when the read fails', async () => {
    const gate = new QueryGate({ slots: 1, waitMs: 20 });
    const free = await gate.enter();
    free();
    free();
    await expect(gate.run(async () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    const held = await gate.enter();
    await expect(gate.enter()).rejects.toBeInstanceOf(StoreBusyError);
    held();
  });

  it('refuses those who wait when it closes, and everyone after', async () => {
    const gate = new QueryGate({ slots: 1 });
    await gate.enter();
    const waiting = gate.run(async () => 0);
    gate.close();
    await expect(waiting).rejects.toThrow('closed');
    await expect(gate.enter()).rejects.toThrow('closed');
  });
});
