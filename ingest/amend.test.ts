import { expect, it } from 'vitest';
import type { Row } from '../domain/reading.ts';
import { amend } from './amend.ts';
import { blankMessage } from './message.ts';

function messageWith(row: Row) {
  const message = blankMessage(0, 'kits/a/readings', { kit: 'a', decoder: 'native/1' });
  message.rows = [row];
  message.accepted = row.values.length;
  return message;
}

function rowAt(time: number): Row {
  return {
    kit: 'a',
    channel: '',
    time,
    received: 5,
    phenomena: ['pm10', 'no2', 'noise_laeq'],
    values: [1, 2, 3],
    flags: [0, 0, 0],
  };
}

it('moves each reading that was not stored from accepted to where it belongs, in its own message', () => {
  const [first, second] = [messageWith(rowAt(1)), messageWith(rowAt(2))];
  const rows = [...first.rows, ...second.rows];
  const changed = amend([first, second], rows, {
    accepted: 3,
    duplicates: [{ row: 1, at: 0, stored: 1 }],
    conflicts: [{ row: 1, at: 1, stored: 9 }],
    refused: [{ row: 1, at: 2, reason: 'field type conflict' }],
  });
  expect([...changed]).toEqual([second]);
  expect(first).toMatchObject({ accepted: 3, rejected: 0, duplicates: 0 });
  expect(second).toMatchObject({ accepted: 0, rejected: 2, duplicates: 1 });
  expect(second.refusals).toEqual([
    { code: 'conflict', path: 'no2', found: '2', expected: '9 is stored for this time' },
    { code: 'store_refused', path: 'noise_laeq', found: '3', expected: 'field type conflict' },
  ]);
});

it('changes nothing where everything was stored', () => {
  const message = messageWith(rowAt(1));
  expect(amend([message], message.rows, { accepted: 3, duplicates: [], conflicts: [] }).size).toBe(0);
  expect(message.accepted).toBe(3);
});
