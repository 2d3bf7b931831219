import { foundText, type Refusal } from '../../domain/refusal.ts';
import { isObject, MAX_READINGS } from '../body.ts';
import type { Labelled } from './pack.ts';

/** A record with everything in it that the records before it carried over (RFC 8428, 4.6). */
export interface Resolved {
  readonly index: number;
  readonly name: string;
  readonly unit: string | undefined;
  /** Seconds since 1970; undefined where the sensor does not know the time ("roughly now"). */
  readonly time: number | undefined;
  readonly value: number | undefined;
  readonly sum: number | undefined;
  /** What stands there instead of a number: a text, a boolean or data. */
  readonly other: unknown;
}

/** A resolved pack. */
export interface Resolution {
  readonly records: readonly Resolved[];
  readonly refused: readonly Refusal[];
}

/** Versions of the format that are understood (RFC 8428, 4.4). */
const VERSION = 10;
/** Times below are relative to now (RFC 8428, 4.5.3). */
const RELATIVE = 2 ** 28;
const LONGEST_NAME = 200;
const NAME = /^[A-Za-z0-9][A-Za-z0-9\-:./_]*$/;

const NUMBERS = ['bt', 'bv', 'bs', 'bver', 'v', 's', 't', 'ut'] as const;
const TEXTS = ['bn', 'bu', 'n', 'u'] as const;
const VALUES = ['v', 'vs', 'vb', 'vd', 's'] as const;
/** Labels whose presence makes a record more than a carrier of base values. */
const OWN = ['n', 'u', 't', ...VALUES] as const;

interface Base {
  bn: string;
  bt: number;
  bu: string | undefined;
  bv: number | undefined;
  bs: number | undefined;
}

/** The refusal of a record whose labels have values of the wrong type. */
function typeFault(record: Labelled, path: string): Refusal | undefined {
  for (const label of NUMBERS) {
    const value = record[label];
    if (value === undefined) continue;
    if (typeof value !== 'number')
      return { code: 'wrong_type', path: `${path}.${label}`, found: foundText(value) };
    if (!Number.isFinite(value))
      return { code: 'not_finite', path: `${path}.${label}`, found: String(value) };
  }
  for (const label of TEXTS) {
    const value = record[label];
    if (value === undefined || (typeof value === 'string' && value.length <= LONGEST_NAME)) continue;
    return { code: 'wrong_shape', path: `${path}.${label}`, found: foundText(value) };
  }
  return undefined;
}

/** The refusal of a whole pack that asks for more than RFC 8428 defines (4.4). */
function versionFault(record: Labelled, path: string): Refusal | undefined {
  const expected = `SenML of version ${VERSION}, without labels that end in _`;
  const must = Object.keys(record).find((label) => label.endsWith('_'));
  if (must !== undefined) return { code: 'wrong_shape', path: `${path}.${foundText(must)}`, expected };
  const { bver } = record;
  if (typeof bver !== 'number' || bver <= VERSION) return undefined;
  return { code: 'wrong_shape', path: `${path}.bver`, found: String(bver), expected };
}

function carry(base: Base, record: Labelled): void {
  const { bn, bt, bu, bv, bs } = record;
  if (typeof bn === 'string') base.bn = bn;
  if (typeof bt === 'number') base.bt = bt;
  if (typeof bu === 'string') base.bu = bu === '' ? undefined : bu;
  if (typeof bv === 'number') base.bv = bv;
  if (typeof bs === 'number') base.bs = bs;
}

/** The sum of a base and an own number; absent where both are. */
function total(base: number | undefined, own: unknown): number | undefined {
  if (typeof own !== 'number') return base;
  return base === undefined ? own : base + own;
}

/** Seconds since 1970 of a resolved time; undefined for zero, the sign of a sensor without a clock. */
function absolute(time: number, now: number): number | undefined {
  if (time === 0) return undefined;
  return time < RELATIVE ? now + time : time;
}

interface Place {
  readonly index: number;
  /** Seconds since 1970. */
  readonly now: number;
}

function resolved(record: Labelled, base: Base, { index, now }: Place): Resolved {
  const { n = '', u, t = 0, v, s } = record;
  const other = record['vs'] ?? record['vb'] ?? record['vd'];
  return {
    index,
    name: `${base.bn}${n}`,
    unit: typeof u === 'string' && u !== '' ? u : base.bu,
    time: absolute(base.bt + Number(t), now),
    value:
      other === undefined ? total(s !== undefined && v === undefined ? undefined : base.bv, v) : undefined,
    sum: total(base.bs, s),
    other,
  };
}

/**
 * Resolves a pack: base name, time, unit, value and sum carried over, relative times made absolute. `now` is seconds
 * since 1970. A version or a must-understand label that RFC 8428 does not define refuses the whole pack.
 */
export function resolve(pack: readonly unknown[], now: number): Resolution {
  const base: Base = { bn: '', bt: 0, bu: undefined, bv: undefined, bs: undefined };
  const records: Resolved[] = [];
  const refused: Refusal[] = [];
  for (let index = 0; index < pack.length && records.length + refused.length <= MAX_READINGS; index++) {
    const path = `[${index}]`;
    const record = pack[index];
    if (!isObject(record)) {
      refused.push({ code: 'wrong_shape', path, found: foundText(record) });
      continue;
    }
    const version = versionFault(record, path);
    if (version !== undefined) return { records: [], refused: [version] };
    const fault = typeFault(record, path);
    if (fault !== undefined) {
      // What a faulty base says holds for the records after it: none of the pack can be told then.
      if (fault.path.startsWith(`${path}.b`)) return { records: [], refused: [fault] };
      refused.push(fault);
      continue;
    }
    carry(base, record);
    if (!OWN.some((label) => record[label] !== undefined)) continue;
    const one = resolved(record, base, { index, now });
    if (NAME.test(one.name) && one.name.length <= LONGEST_NAME) records.push(one);
    else refused.push({ code: 'bad_name', path: `${path}.n`, found: foundText(one.name) });
  }
  return { records, refused };
}
