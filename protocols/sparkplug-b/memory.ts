import { isObject } from '../body.ts';
import type { DialectState } from '../contract.ts';

/** What a birth certificate said of a metric: name, data type, unit (empty for none). */
export type Announced = readonly [name: string, datatype: number, unit: string];

/** What is remembered of a node. */
export interface SparkplugState extends DialectState {
  /** Metrics by device (empty for the node itself) and alias, or name where a metric has no alias. */
  readonly metrics: Readonly<Record<string, Readonly<Record<string, Announced>>>>;
  /** Sequence number of the newest message; undefined until a birth. */
  readonly seq?: number | undefined;
  /** Birth and death certificates of one session share it. */
  readonly bdSeq?: number | undefined;
  /** When a rebirth was asked for, UTC ms. */
  readonly asked?: number | undefined;
}

const NOTHING: SparkplugState = { metrics: {} };

/** Metrics remembered a node with its devices. */
export const MAX_METRICS = 600;

/** The state as this dialect left it. */
export function stateOf(state: DialectState | undefined): SparkplugState {
  return state !== undefined && isObject(state['metrics']) ? (state as SparkplugState) : NOTHING;
}

/** How many metrics are remembered of others than this device. */
function elsewhere({ metrics }: SparkplugState, device: string): number {
  return Object.entries(metrics).reduce(
    (sum, [other, announced]) => sum + (other === device ? 0 : Object.keys(announced).length),
    0,
  );
}

/** The state with what a birth certificate announced, in place of what was known; a node's takes its devices' back. */
export function withBirth(
  state: SparkplugState,
  device: string,
  announced: readonly (readonly [key: string, metric: Announced])[],
): SparkplugState {
  const metrics = device === '' ? {} : state.metrics;
  const room = Math.max(0, MAX_METRICS - elsewhere({ metrics }, device));
  return { ...state, metrics: { ...metrics, [device]: Object.fromEntries(announced.slice(0, room)) } };
}

/** The state without what a dead device, or a dead node with all its devices, had announced. */
export function withoutBirth(state: SparkplugState, device: string): SparkplugState {
  if (device === '') return { ...NOTHING, asked: state.asked };
  const { [device]: _dead, ...metrics } = state.metrics;
  return { ...state, metrics };
}

/** What a birth said of a metric; undefined where none was heard. */
export function announcedOf({ metrics }: SparkplugState, device: string, key: string): Announced | undefined {
  const known = Object.hasOwn(metrics, device) ? metrics[device] : undefined;
  return known !== undefined && Object.hasOwn(known, key) ? known[key] : undefined;
}
