import { type Chip, chipOfPin, chipOfPrefix, PLAIN_CHIP } from './chips.ts';
import { isNoReading, ppd42nsType, type ValueType, valueType } from './value-types.ts';

/** What a name in a body means: a value type of a chip, no reading at all, or nothing anybody knows. */
export type Meaning =
  | { readonly kind: 'reading'; readonly chip: Chip; readonly type: ValueType }
  | { readonly kind: 'ignored' }
  | { readonly kind: 'unknown' };

/** What the names of one body have in common. */
export interface BodyNames {
  /** `X-Pin` of a body without prefixes; undefined where all sensors share the body. */
  readonly pin: string | undefined;
  /** The body has durations and ratios: its P1 and P2 are a PPD42NS's. */
  readonly ppd42ns: boolean;
}

const IGNORED: Meaning = { kind: 'ignored' };
/** Where the kit stands is nobody's reading. */
const GPS = 'GPS';
const UNKNOWN: Meaning = { kind: 'unknown' };

/** The chip and the bare name of a name with a known prefix: `BME280_temperature`. */
function split(name: string): readonly [Chip, string] | undefined {
  const at = name.indexOf('_');
  const chip = at > 0 ? chipOfPrefix(name.slice(0, at)) : undefined;
  return chip === undefined ? undefined : [chip, name.slice(at + 1)];
}

/** The chip of a name without a prefix. */
function plainChip(bare: string, pin: string | undefined): Chip {
  if (bare === 'signal') return PLAIN_CHIP;
  if (pin !== undefined) return chipOfPin(pin);
  // All sensors in one body: only the DHT22 and the PPD42NS write their names without a prefix.
  return /^(?:temperature|humidity)$/.test(bare) ? (chipOfPrefix('') ?? PLAIN_CHIP) : PLAIN_CHIP;
}

/** What `value_type` says in a body. */
export function meaningOf(name: string, body: BodyNames): Meaning {
  const prefixed = split(name);
  const bare = prefixed?.[1] ?? name;
  const chip = prefixed?.[0] ?? plainChip(bare, body.pin);
  if (isNoReading(bare) || chip.prefix === GPS) return IGNORED;
  const dust = prefixed === undefined && body.ppd42ns ? ppd42nsType(bare) : undefined;
  if (dust !== undefined) return { kind: 'reading', chip: PLAIN_CHIP, type: dust };
  const type = valueType(bare);
  if (type === undefined) return UNKNOWN;
  return { kind: 'reading', chip, type };
}

/** Whether a value of a chip is the sentinel for none. */
export function isSentinel(value: number, { minusOne }: Chip, { sentinel }: ValueType): boolean {
  return value === sentinel || (minusOne === true && value === -1);
}
