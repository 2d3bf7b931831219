import type { Row } from '../domain/reading.ts';
import { foundText } from '../domain/refusal.ts';
import type { AppendResult } from '../stores/contract.ts';
import { refuseAll } from './acceptor.ts';
import type { Message } from './message.ts';

/** Where a reading of a batch stands. */
interface Place {
  readonly row: number;
  readonly at: number;
}

/**
 * What the store found to be there already, or does not take, changes the messages it came with: duplicates are counted as
 * such, conflicts and readings that the store's server refuses are rejected with their reason. Gives the changed messages.
 */
export function amend(
  messages: readonly Message[],
  rows: readonly Row[],
  { duplicates, conflicts, refused = [] }: AppendResult,
): Set<Message> {
  const amended = new Set<Message>();
  if (duplicates.length + conflicts.length + refused.length === 0) return amended;
  const owners = new Map<Row, Message>();
  for (const message of messages) for (const row of message.rows) owners.set(row, message);
  const take = (
    { row: index, at }: Place,
    change: (message: Message, path: string, found: string) => void,
  ) => {
    const row = rows[index];
    const message = row && owners.get(row);
    if (row === undefined || message === undefined) return;
    message.accepted--;
    change(message, row.phenomena[at] ?? '', foundText(row.values[at]));
    amended.add(message);
  };
  for (const place of duplicates) take(place, (message) => message.duplicates++);
  for (const { stored, ...place } of conflicts)
    take(place, (message, path, found) => {
      const expected = `${stored} is stored for this time`;
      refuseAll(message, [{ code: 'conflict', path, found, expected }]);
    });
  for (const { reason, ...place } of refused)
    take(place, (message, path, found) =>
      refuseAll(message, [{ code: 'store_refused', path, found, expected: reason.slice(0, 300) }]),
    );
  return amended;
}
