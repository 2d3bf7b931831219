import { isObject, jsonOf } from '../body.ts';
import type { DialectState } from '../contract.ts';

/** What a discovery message says of a sensor. */
export interface Announced {
  /** Where its values are published. */
  readonly topic: string;
  readonly unit?: string;
  readonly deviceClass?: string;
}

/** What is remembered of a device: its sensors by node and object id. */
export interface EsphomeState extends DialectState {
  readonly sensors: Readonly<Record<string, Announced>>;
}

/** Sensors remembered a device. */
const MAX_SENSORS = 150;
const LONGEST_TOPIC = 160;
const LONGEST_WORD = 48;

const NOTHING: EsphomeState = { sensors: {} };

/** The state as this dialect left it. */
export function stateOf(state: DialectState | undefined): EsphomeState {
  return state !== undefined && isObject(state['sensors']) ? (state as EsphomeState) : NOTHING;
}

/** What was announced of the sensor whose values are published there; undefined where nothing was. */
export function announcedAt(state: DialectState | undefined, topic: string): Announced | undefined {
  const { sensors } = stateOf(state);
  for (const key of Object.keys(sensors)) if (sensors[key]?.topic === topic) return sensors[key];
  return undefined;
}

function word(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, LONGEST_WORD) : undefined;
}

/** A topic with `~` at its beginning or end replaced by the base topic. */
function withBase(topic: unknown, base: unknown): string | undefined {
  if (typeof topic !== 'string') return undefined;
  const root = typeof base === 'string' ? base : '';
  const whole = topic.startsWith('~')
    ? root + topic.slice(1)
    : topic.endsWith('~')
      ? topic.slice(0, -1) + root
      : topic;
  return whole === '' || whole.length > LONGEST_TOPIC ? undefined : whole;
}

/** The sensor that a discovery payload announces, keys in full or abbreviated; undefined where it names no state topic. */
function announcedIn(config: Readonly<Record<string, unknown>>): Announced | undefined {
  const topic = withBase(config['state_topic'] ?? config['stat_t'], config['~']);
  if (topic === undefined) return undefined;
  const unit = word(config['unit_of_measurement'] ?? config['unit_of_meas']);
  const deviceClass = word(config['device_class'] ?? config['dev_cla']);
  return { topic, ...(unit !== undefined && { unit }), ...(deviceClass !== undefined && { deviceClass }) };
}

function same(a: Announced | undefined, b: Announced): boolean {
  return a?.topic === b.topic && a.unit === b.unit && a.deviceClass === b.deviceClass;
}

/** What came of a discovery message. */
export type Configured =
  | { readonly state?: EsphomeState }
  | { readonly fault: 'not_utf8' | 'not_json' | 'wrong_shape' };

/** The state after a discovery message. An empty one takes its sensor back. */
export function withConfig(state: DialectState | undefined, key: string, payload: Buffer): Configured {
  const { sensors } = stateOf(state);
  const known = Object.hasOwn(sensors, key) ? sensors[key] : undefined;
  if (payload.length === 0) {
    const { [key]: _gone, ...rest } = sensors;
    return known === undefined ? {} : { state: { sensors: rest } };
  }
  const json = jsonOf(payload);
  if ('refusal' in json) return { fault: json.refusal.code === 'not_utf8' ? 'not_utf8' : 'not_json' };
  const announced = isObject(json.value) ? announcedIn(json.value) : undefined;
  if (announced === undefined) return { fault: 'wrong_shape' };
  const full = known === undefined && Object.keys(sensors).length >= MAX_SENSORS;
  return same(known, announced) || full ? {} : { state: { sensors: { ...sensors, [key]: announced } } };
}
