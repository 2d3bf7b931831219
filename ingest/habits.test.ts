import { describe, expect, it } from 'vitest';
import type { Envelope } from '../domain/envelope.ts';
import { refuseAll } from './acceptor.ts';
import { Habits } from './habits.ts';
import { Rhythm } from './habits-rhythm.ts';
import { blankMessage, type Message } from './message.ts';

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 2, 1, 12);

function message(received: number, accepted: number, decoder = 'native/1'): Message {
  return { ...blankMessage(received, 'kits/a/readings', { kit: 'a', decoder }), accepted };
}

function envelope(received: number, given: Partial<Envelope> = {}): Envelope {
  const sender = { kind: 'kit', kit: 'a' } as const;
  const rest = { topic: '', headers: {}, retained: false, packetId: 0, dup: false, payload: Buffer.alloc(0) };
  return { received, transport: 'mqtt', sender, ...rest, ...given };
}

describe('what was lost of a kit', () => {
  it('is counted since the start and by the hour, with the rules', () => {
    const habits = new Habits(NOON);
    const wrong = message(NOON + HOUR, 1);
    refuseAll(wrong, [
      { code: 'wrong_type', path: 'a' },
      { code: 'time_ahead', path: 'b' },
    ]);
    for (const one of [message(NOON, 2), wrong]) habits.count(one);
    const { sinceStart, hours } = habits.ofKit('a', NOON + HOUR);
    expect(sinceStart).toEqual({
      ...{ messages: 2, accepted: 3, rejected: 1, duplicates: 0, quarantined: 1, missing: 0 },
      rules: { wrong_type: 1, time_ahead: 1 },
    });
    expect(hours.map(({ hour, messages, rules }) => [hour - NOON, messages, rules])).toEqual([
      [0, 1, {}],
      [HOUR, 1, { wrong_type: 1, time_ahead: 1 }],
    ]);
    expect(habits.dialects().get('native')).toEqual({
      messages: 2,
      refused: new Map([
        ['wrong_type', 1],
        ['time_ahead', 1],
      ]),
    });
  });

  it('of the hour a day before makes room, and never comes back into a newer one', () => {
    const habits = new Habits(NOON);
    const wrong = message(NOON, 0);
    refuseAll(wrong, [{ code: 'wrong_type', path: 'a' }]);
    for (const one of [wrong, message(NOON + 24 * HOUR, 5), message(NOON + 1, 7)]) habits.count(one);
    const { hours, sinceStart } = habits.ofKit('a', NOON + 24 * HOUR);
    expect(hours).toMatchObject([{ hour: NOON + 24 * HOUR, messages: 1, accepted: 5, rules: {} }]);
    expect(sinceStart.messages).toBe(3);
    expect(habits.ofKit('a', NOON + 48 * HOUR).hours).toEqual([]);
  });

  it('leaves out what is taken in once more and what a file brings', () => {
    const habits = new Habits(NOON);
    const [again, file] = [message(NOON, 1), message(NOON, 1, 'madavi')];
    habits.heard(again, envelope(NOON, { again: { assigned: NOON } }));
    habits.heard(file, envelope(NOON, { transport: 'file' }));
    for (const one of [again, file]) habits.count(one);
    expect(habits.ofKit('a', NOON)).toMatchObject({ sinceStart: { messages: 0 }, lastHeard: undefined });
    expect([...habits.dialects()]).toEqual([]);
  });

  it('is forgotten with its kit, and what nobody could read counts for no kit', () => {
    const habits = new Habits(NOON);
    habits.count(message(NOON, 1));
    habits.count({ ...message(NOON, 0, ''), kit: '' });
    habits.forget('a');
    expect(habits.ofKit('a', NOON).sinceStart.messages).toBe(0);
    expect([...habits.dialects().keys()]).toEqual(['native', 'none']);
  });
});

describe('the rhythm of a kit', () => {
  const of = (...intervals: number[]) => {
    const rhythm = new Rhythm();
    let at = NOON;
    rhythm.heard(at);
    for (const interval of intervals) {
      at += interval;
      rhythm.heard(at);
    }
    return rhythm;
  };

  it('is not called usual before five intervals, and one long silence does not move it', () => {
    expect(of(60_000, 60_000, 60_000, 60_000).usual()).toBeUndefined();
    expect(of(60_000, 61_000, 8 * HOUR, 59_000, 60_000).usual()).toBe(60_000);
  });

  it('takes messages that come together for one', () => {
    const round = [50, 50, 50, 59_850];
    expect(of(...Array.from({ length: 6 }, () => round).flat()).usual()).toBe(60_000);
  });

  it('follows a kit that was set to another interval, and a clock that goes back begins anew', () => {
    const slow = Array.from({ length: 32 }, () => 600_000);
    expect(of(...slow.map(() => 60_000), ...slow).usual()).toBe(600_000);
    expect(of(10_000, 10_000, -HOUR, 10_000, 10_000, 10_000).usual()).toBe(10_000);
  });
});
