import type { Envelope } from '../../domain/envelope.ts';
import { foundText } from '../../domain/refusal.ts';
import { isObject } from '../body.ts';
import type { DecodeContext, Decoded } from '../contract.ts';
import { Tray, unreadable, type When } from '../tray.ts';

/** Request header in which kits 1.0 and 1.1 send their readings, lower-case. */
export const DATA_HEADER = 'x-smartcitizendata';
/** Request header with the board's version and the firmware's: `1.1-0.9.0-A`. */
export const VERSION_HEADER = 'x-smartcitizenversion';

interface Quantity {
  readonly phenomenon: string;
  /** From the raw number to the phenomenon's own unit. */
  scale(raw: number): number;
}

const tenth = (raw: number): number => raw / 10;
const asSent = (raw: number): number => raw;

/**
 * What a key means on a board. The SHT21 of the 1.1 (Smart Citizen's documentation, "Data processing": T = -53 + 175.72 /
 * 65536 · raw, H = 7 + 125 / 65536 · raw) and the DHT22 of the 1.0 (tenths) are converted, as are battery and light. The gas
 * sensors are given by two factors in two places, noise needs a table that ends in decibels of no stated weighting: they
 * stay raw.
 */
const QUANTITIES: Readonly<Record<string, Readonly<Record<string, Quantity>>>> = {
  '1.1': {
    temp: { phenomenon: 'temperature', scale: (raw) => -53 + (175.72 / 65_536) * raw },
    hum: { phenomenon: 'humidity', scale: (raw) => 7 + (125 / 65_536) * raw },
    light: { phenomenon: 'illuminance', scale: tenth },
    bat: { phenomenon: 'battery', scale: tenth },
  },
  '1.0': {
    temp: { phenomenon: 'temperature', scale: tenth },
    hum: { phenomenon: 'humidity', scale: tenth },
    bat: { phenomenon: 'battery', scale: tenth },
  },
};

const RAW = ['temp', 'hum', 'light', 'bat', 'panel', 'co', 'no2', 'noise', 'nets'];
const NUMBER = /^-?\d+(?:\.\d+)?$/;

function quantityOf(key: string, board: string): Quantity | undefined {
  const known = QUANTITIES[board];
  const quantity = known !== undefined && Object.hasOwn(known, key) ? known[key] : undefined;
  if (quantity !== undefined || !RAW.includes(key)) return quantity;
  return { phenomenon: `sck1_${key}_raw`, scale: asSent };
}

/** The board writes UTC without saying so, and no leading zero of the hour: `2013-10-28 1:34:26`. */
function whenOf(tray: Tray, stamp: unknown, path: string): When | undefined {
  if (typeof stamp !== 'string') return tray.when(stamp, path);
  return tray.when(`${stamp.trim().replace(/ (\d):/, ' 0$1:')}Z`, path);
}

function takeRecord(tray: Tray, record: unknown, at: { path: string; board: string }): void {
  if (!isObject(record)) {
    tray.refuse('wrong_shape', at.path, record);
    return;
  }
  const when = whenOf(tray, record['timestamp'], `${at.path}.timestamp`);
  if (when === undefined) return;
  for (const key of Object.keys(record)) {
    if (tray.overfull) return;
    const path = `${at.path}.${key.slice(0, 32)}`;
    const quantity = quantityOf(key, at.board);
    if (quantity !== undefined) takeValue(tray, record[key], { quantity, path, when });
    else if (key !== 'timestamp') tray.refuse('bad_name', path, key);
  }
}

function takeValue(tray: Tray, sent: unknown, at: { quantity: Quantity; path: string; when: When }): void {
  const { quantity, path, when } = at;
  const text = typeof sent === 'string' && sent.length <= 64 ? sent.trim() : undefined;
  const raw = tray.number(text !== undefined && NUMBER.test(text) ? Number(text) : (sent ?? null), path);
  if (raw === undefined) return;
  const { phenomenon, scale } = quantity;
  tray.found.push({ phenomenon, channel: '', ...when, value: scale(raw), path });
}

/** Reads what kits 1.0 and 1.1 send without a body: `X-SmartCitizenData: [{"temp":"29090.6", …, "timestamp":"2013-10-28 1:34:26"}]`. */
export function decodeLegacy({ headers }: Envelope, context: DecodeContext): Decoded {
  const text = headers[DATA_HEADER] ?? '';
  let records: unknown;
  try {
    records = JSON.parse(text);
  } catch {
    return unreadable({ code: 'not_json', path: '', found: foundText(text) });
  }
  if (!Array.isArray(records))
    return unreadable({ code: 'wrong_shape', path: '', found: foundText(records) });
  const tray = new Tray(context);
  const board = headers[VERSION_HEADER]?.trim().split('-')[0] ?? '';
  for (let i = 0; i < records.length && !tray.overfull; i++)
    takeRecord(tray, records[i], { path: `[${i}]`, board: Object.hasOwn(QUANTITIES, board) ? board : '' });
  return tray.result();
}
