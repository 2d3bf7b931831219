import { putMeasured } from '../measured.ts';
import { channelOf, quantityNamed } from '../quantities.ts';
import type { Tray } from '../tray.ts';
import { type Announced, announcedOf, type SparkplugState } from './memory.ts';
import { toNumber, type WireMetric, type WirePayload } from './payload.ts';
import { isNumeric, numberOf } from './values.ts';

/** Names beyond this are no names. */
export const LONGEST_NAME = 200;
const LONGEST_UNIT = 32;
/** Metrics that control a node or tell of its make (Sparkplug 3.0, 6.4.19). */
export const HOUSEKEEPING = /^(?:bdSeq$|Node Control\/|Device Control\/|Properties\/)/;

/** One message on its way through. */
export interface Passage {
  readonly tray: Tray;
  readonly state: SparkplugState;
  /** Empty for the node itself. */
  readonly device: string;
  /** What the channel begins with. */
  readonly prefix: string;
  /** Time of the message, ms. */
  readonly time: number | undefined;
}

/** The unit that a metric's property `engUnit` names; empty for none. */
export function unitOf({ properties }: WireMetric): string {
  const at = properties?.keys?.findIndex((key) => /^engunits?$/i.test(key)) ?? -1;
  return properties?.values?.[at]?.stringValue?.slice(0, LONGEST_UNIT) ?? '';
}

/** The key under which a metric is remembered: its alias, else its name. */
export function keyOf({ alias, name }: WireMetric): string {
  return alias === undefined ? `=${name ?? ''}` : alias.toString();
}

/** What a metric is: by what it says itself, else by what its birth said. Undefined where nothing names it. */
function describe(metric: WireMetric, { state, device }: Passage): Announced | undefined {
  const known =
    announcedOf(state, device, keyOf(metric)) ?? announcedOf(state, device, `=${metric.name ?? ''}`);
  const name = metric.name ?? known?.[0];
  if (name === undefined) return undefined;
  return [name, metric.datatype ?? known?.[1] ?? 0, unitOf(metric) || (known?.[2] ?? '')];
}

/** Puts a number on the tray: the last part of its name is the quantity, the device and the parts before are the sensor. */
function put(
  passage: Passage,
  metric: WireMetric,
  { announced, value }: { announced: Announced; value: number },
): void {
  const { tray, prefix, time } = passage;
  const [name, , unit] = announced;
  const parts = name.split('/');
  const last = parts.pop() ?? '';
  if (last === '') {
    tray.refuse('bad_name', name, name);
    return;
  }
  const when = tray.when(toNumber(metric.timestamp) ?? time, name);
  if (when === undefined) return;
  putMeasured(tray, {
    ...{ phenomenon: quantityNamed(last) ?? last.slice(0, 100), value, when, path: name },
    channel: channelOf([prefix, ...parts].filter((part) => part !== '').join('-')),
    unit: unit === '' ? undefined : unit,
  });
}

function takeMetric(passage: Passage, metric: WireMetric, path: string): void {
  const { tray } = passage;
  const announced = describe(metric, passage);
  if (announced === undefined) {
    if (metric.alias === undefined) tray.refuse('bad_name', path, '');
    else tray.refuse('unknown_alias', path, metric.alias.toString());
    return;
  }
  const [name, datatype] = announced;
  if (name === '' || name.length > LONGEST_NAME) {
    tray.refuse('bad_name', path, name);
    return;
  }
  if (!isNumeric(datatype) || HOUSEKEEPING.test(name)) return;
  if (metric.isNull === true) tray.missing++;
  else {
    const value = numberOf(metric, datatype);
    if (value !== undefined && !Number.isFinite(value)) tray.refuse('not_finite', name, String(value));
    else if (value !== undefined) put(passage, metric, { announced, value });
  }
}

/** Puts the numbers of a payload on the tray. Texts, switches, data sets and templates are passed over. */
export function takeMetrics(passage: Passage, { metrics }: WirePayload): void {
  const { tray } = passage;
  for (let i = 0; i < metrics.length && !tray.overfull; i++) {
    const metric = metrics[i];
    if (metric !== undefined) takeMetric(passage, metric, `metrics[${i}]`);
  }
  // A certificate of nothing but texts is none the worse.
  tray.ignored++;
}
