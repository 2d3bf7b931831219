/** What a Tasmota topic says. */
export interface TasmotaTopic {
  /** `%topic%` of the device's settings. */
  readonly device: string;
  /** The last level: `SENSOR`, `STATE`, `STATUS8`, `LWT`, … */
  readonly kind: string;
}

const PREFIXES: ReadonlySet<string> = new Set(['tele', 'stat']);
const KIND = /^[A-Z][A-Z0-9_]*$/;
/** First levels of other formats, whose own names might read `tele`. */
const OTHERS: ReadonlySet<string> = new Set(['spBv1.0', 'homie', 'kits', 'homeassistant']);
/** Levels beyond the longest FullTopic that anybody has written. */
const LEVELS = 8;

/**
 * Reads a topic of any FullTopic: `%prefix%/%topic%/`, `%topic%/%prefix%/`, both with more levels around them. `%topic%` is
 * the level before the prefix where the prefix is the last of them, and the last level otherwise. Undefined where the
 * topic has no level `tele` or `stat`.
 */
export function tasmotaTopic(topic: string): TasmotaTopic | undefined {
  const levels = topic.split('/');
  const kind = levels.at(-1) ?? '';
  if (levels.length < 3 || levels.length > LEVELS || !KIND.test(kind)) return undefined;
  if (OTHERS.has(levels[0] ?? '')) return undefined;
  const prefix = levels.findLastIndex((level) => PREFIXES.has(level));
  if (prefix < 0 || prefix === levels.length - 1) return undefined;
  const device = prefix === levels.length - 2 ? levels[prefix - 1] : levels[levels.length - 2];
  return device === undefined || device === '' ? undefined : { device, kind };
}

const FULL_TOPICS: readonly ((prefix: string, device: string) => string)[] = [
  (prefix, device) => `${prefix}/${device}`,
  (prefix, device) => `${device}/${prefix}`,
  (prefix, device) => `${prefix}/+/${device}`,
  (prefix, device) => `+/${prefix}/${device}`,
  (prefix, device) => `+/${device}/${prefix}`,
  (prefix, device) => `${prefix}/+/+/${device}`,
  (prefix, device) => `+/+/${prefix}/${device}`,
  (prefix, device) => `+/+/${device}/${prefix}`,
];

/** Topics under which a device publishes, whatever its FullTopic, with up to two more levels. */
export function publishFilters(device: string): readonly string[] {
  return FULL_TOPICS.flatMap((full) => [...PREFIXES].map((prefix) => `${full(prefix, device)}/+`));
}

/** Topics that a device subscribes to for commands: its own and those of the default group. */
export function commandFilters(device: string): readonly string[] {
  return FULL_TOPICS.slice(0, 2).flatMap((full) => [
    `${full('cmnd', device)}/#`,
    `${full('cmnd', 'tasmotas')}/#`,
  ]);
}
