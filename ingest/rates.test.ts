import { describe, expect, it } from 'vitest';
import { SenderRates } from './rates.ts';

const RATES = { messages: 50, messageBurst: 100, bytes: 1_000, byteBurst: 5_000 };
const NOW = Date.UTC(2026, 2, 1);

describe('the rate of a sender', () => {
  it('lets a burst pass, then one message each fiftieth of a second', () => {
    const meter = new SenderRates(RATES).of('kit/a');
    for (let n = 0; n < 100; n++) expect(meter?.spend(1, NOW)).toBe(0);
    expect(meter?.spend(1, NOW)).toBe(20);
    expect(meter?.spend(1, NOW + 20)).toBe(20);
    expect(meter?.spend(1, NOW + 60)).toBe(0);
  });

  it('counts bytes as well', () => {
    const meter = new SenderRates(RATES).of('kit/a');
    expect(meter?.spend(5_000, NOW)).toBe(0);
    expect(meter?.spend(500, NOW)).toBe(500);
  });

  it('fills up to the burst and no further', () => {
    const meter = new SenderRates(RATES).of('kit/a');
    meter?.spend(0, NOW);
    expect(meter?.allowance(NOW + 3_600_000)).toEqual({ limit: 100, remaining: 100, resetSeconds: 0 });
  });

  it('owes one burst at most, however much came', () => {
    const meter = new SenderRates(RATES).of('kit/a');
    for (let n = 0; n < 10_000; n++) meter?.spend(1, NOW);
    expect(meter?.spend(1, NOW)).toBe(5_000);
  });

  it('gives nothing and takes nothing when the clock goes back', () => {
    const meter = new SenderRates(RATES).of('kit/a');
    for (let n = 0; n < 100; n++) meter?.spend(1, NOW);
    expect(meter?.allowance(NOW - 3_600_000).remaining).toBe(0);
    expect(meter?.allowance(NOW - 3_600_000 + 1_000).remaining).toBe(50);
  });

  it('asked beforehand, counts only what it lets pass', () => {
    const rates = new SenderRates({ ...RATES, messageBurst: 2 });
    const meter = rates.of('kit/a');
    expect([1, 2, 3, 4].map(() => meter?.ask(10, NOW))).toEqual([0, 0, 20, 20]);
    expect(rates.limited).toBe(2);
    expect(meter?.ask(10, NOW + 20)).toBe(0);
  });
});

describe('the rates of all senders', () => {
  it('are counted for each one, over all its connections', () => {
    const rates = new SenderRates({ ...RATES, messageBurst: 1 });
    rates.of('kit/a')?.spend(1, NOW);
    expect(rates.of('kit/b')?.spend(1, NOW)).toBe(0);
    expect(rates.of('kit/a')?.spend(1, NOW)).toBe(20);
    expect(rates.limited).toBe(1);
  });

  it('are no limit at 0, each by itself', () => {
    expect(new SenderRates({ ...RATES, messages: 0, bytes: 0 }).of('kit/a')).toBeUndefined();
    const bytesOnly = new SenderRates({ ...RATES, messages: 0 }).of('kit/a');
    for (let n = 0; n < 1_000; n++) expect(bytesOnly?.spend(0, NOW)).toBe(0);
    expect(bytesOnly?.spend(6_000, NOW)).toBe(1_000);
  });

  it('are kept for 20,000 senders, whoever was longest away goes', () => {
    const rates = new SenderRates({ ...RATES, messageBurst: 1 });
    for (const sender of ['open/1', 'open/2']) rates.of(sender)?.spend(1, NOW);
    for (let n = 0; n < 19_999; n++) rates.of(`open/x${n}`);
    expect(rates.of('open/2')?.allowance(NOW).remaining).toBe(0);
    expect(rates.of('open/1')?.allowance(NOW).remaining).toBe(1);
  });
});
