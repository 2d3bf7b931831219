import type { Envelope } from '../../domain/envelope.ts';
import { textOf } from '../body.ts';
import type { DecodeContext, Decoded } from '../contract.ts';
import { Tray, unreadable } from '../tray.ts';
import { Box } from './take.ts';

const [FEWEST, MOST] = [2, 6];

/** The cells of a line. The form knows no quotes, and empty cells at the beginning do not count. */
function cellsOf(line: string): readonly string[] {
  // A line is cut before it is split: what stands behind a seventh cell is of no consequence.
  const cells = line.split(',', MOST + 16).map((cell) => cell.trim());
  const first = cells.findIndex((cell) => cell !== '');
  return first < 0 ? [] : cells.slice(first);
}

/** Reads lines of 2 to 6 cells: sensor, value, time, longitude, latitude, height. No header. */
export function decodeCsv({ payload }: Envelope, context: DecodeContext): Decoded {
  const text = textOf(payload);
  if (text === undefined) return unreadable({ code: 'not_utf8', path: '' });
  const box = new Box(new Tray(context));
  const lines = text.split(/\r?\n/);
  for (let i = 0; i < lines.length && !box.tray.overfull; i++) {
    const path = `line ${i + 1}`;
    const cells = cellsOf(lines[i] ?? '');
    const [sensor, value, createdAt] = cells;
    if (cells.length === 0) continue;
    if (cells.length < FEWEST || cells.length > MOST) box.tray.refuse('wrong_shape', path, lines[i]);
    else box.take({ sensor, value, createdAt }, { sensor: path, value: path, createdAt: path });
  }
  return box.result();
}
