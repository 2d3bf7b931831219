import { describe, expect, it } from 'vitest';
import type { Envelope } from '../domain/envelope.ts';
import { KitMemory } from './kit-memory.ts';

function envelope(change: Partial<Envelope> = {}): Envelope {
  return {
    received: 1_700_000_000_000,
    transport: 'mqtt',
    topic: 'kits/a/readings',
    headers: {},
    payload: Buffer.from('{"pm2_5":1}'),
    sender: { kind: 'kit', kit: 'a' },
    retained: false,
    packetId: 7,
    dup: false,
    ...change,
  };
}

describe('the memory of a kit', () => {
  it('assigns the arrival, and 1 ms more for every further message of the same millisecond', () => {
    const memory = new KitMemory(0);
    expect(memory.assign(1000)).toBe(1000);
    expect(memory.assign(1000)).toBe(1001);
    expect(memory.assign(1000)).toBe(1002);
    expect(memory.assign(2000)).toBe(2000);
  });

  it('assigns later times than those assigned before a restart, also when the clock went back', () => {
    const memory = new KitMemory(0);
    memory.noteAssigned(5000);
    expect(memory.assign(4000)).toBe(5001);
  });

  it('knows a packet sent again by packet id, topic, payload and the DUP flag, for ten minutes', () => {
    const { resends } = new KitMemory(0);
    const now = performance.now();
    resends.note(envelope({ received: Date.now() }));
    expect(resends.isResend(envelope({ dup: true }))).toBe(true);
    expect(resends.isResend(envelope())).toBe(false);
    expect(resends.isResend(envelope({ dup: true, packetId: 8 }))).toBe(false);
    expect(resends.isResend(envelope({ dup: true, payload: Buffer.from('{"pm2_5":2}') }))).toBe(false);
    expect(resends.isResend(envelope({ dup: true, topic: 'kits/a/other' }))).toBe(false);
    expect(resends.isResend(envelope({ dup: true }), now + 599_000)).toBe(true);
    expect(resends.isResend(envelope({ dup: true }), now + 601_000)).toBe(false);
  });

  it('knows it also after a start, as long as the ten minutes are not over, and wherever the clock jumped', () => {
    const { resends } = new KitMemory(0);
    resends.note(envelope({ received: Date.now() - 660_000 }));
    expect(resends.isResend(envelope({ dup: true }))).toBe(false);
    resends.note(envelope({ received: Date.now() - 540_000 }));
    expect(resends.isResend(envelope({ dup: true, received: Date.now() + 86_400_000 }))).toBe(true);
    resends.note(envelope({ received: Date.now() + 3_600_000 }));
    expect(resends.isResend(envelope({ dup: true }))).toBe(true);
  });

  it('takes a retained payload for a replay only when it repeats the last one of its topic', () => {
    const memory = new KitMemory(0);
    const retained = envelope({ retained: true });
    expect(memory.isReplay(retained)).toBe(false);
    expect(memory.isReplay(retained)).toBe(true);
    expect(memory.isReplay(envelope({ retained: true, payload: Buffer.from('{"pm2_5":2}') }))).toBe(false);
    expect(memory.isReplay(retained)).toBe(false);
  });
});
