import { describe, expect, it, vi } from 'vitest';
import type { Receipt } from '../domain/receipt.ts';
import { refuseAll } from './acceptor.ts';
import { blankMessage, type Message } from './message.ts';
import { ReceiptPost } from './receipt-post.ts';
import { Receipts } from './receipts.ts';

function message(seq: number): Message {
  const made = blankMessage(Date.UTC(2026, 0, 1), 'kits/a/readings', { kit: 'a', decoder: 'native/1' });
  made.seq = seq;
  made.accepted = 2;
  return made;
}

describe('receipts', () => {
  it('keep the last fifty of a kit, newest first', () => {
    const receipts = new Receipts();
    for (let seq = 1; seq <= 260; seq++) receipts.file(message(seq));
    const list = receipts.of('a', false);
    expect(list).toHaveLength(50);
    expect(list[0]?.id).toBe(260);
    expect(list.at(-1)?.id).toBe(211);
  });

  it('name path, rule and remedy of every refusal, and what was found only to the kit itself', () => {
    const receipts = new Receipts();
    const bad = message(1);
    refuseAll(bad, [{ code: 'wrong_type', path: 'pm10', found: '"12"' }]);
    receipts.file(bad);
    const open = receipts.of('a', false)[0];
    expect(open?.rejected).toBe(1);
    expect(open?.reasons).toEqual([
      {
        code: 'wrong_type',
        path: 'pm10',
        rule: 'The value is not a number.',
        right: 'Send a JSON number, without quotes.',
      },
    ]);
    expect(receipts.of('a', true)[0]?.reasons[0]?.found).toBe('"12"');
  });

  it('show amendments made after they were filed', () => {
    const receipts = new Receipts();
    const amended = message(1);
    receipts.file(amended);
    amended.accepted--;
    amended.duplicates++;
    expect(receipts.of('a', false)[0]).toMatchObject({ accepted: 1, duplicates: 1 });
  });

  it('are published ten a second to a kit that listens, then summed, and not at all to one that does not', () => {
    vi.useFakeTimers();
    const sent: Receipt[] = [];
    let wanted = true;
    const post = new ReceiptPost({
      reply: () => {},
      wanted: () => wanted,
      send: (_kit, receipt) => sent.push(receipt),
    });
    for (let seq = 1; seq <= 25; seq++) post.post(message(seq));
    expect(sent).toHaveLength(10);
    vi.advanceTimersByTime(1000);
    expect(sent).toHaveLength(11);
    expect(sent[10]).toMatchObject({ id: 25, accepted: 30 });
    wanted = false;
    post.post(message(26));
    post.close();
    expect(sent).toHaveLength(11);
    vi.useRealTimers();
  });
});
