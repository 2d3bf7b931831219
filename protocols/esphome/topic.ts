/** What a topic of ESPHome, or a discovery message of Home Assistant, is. */
export type EsphomeTopic =
  | { readonly kind: 'value'; readonly device: string; readonly name: string }
  /** Announces a sensor; without a node id in the topic only the payload tells whose. */
  | { readonly kind: 'sensor-config'; readonly device: string | undefined; readonly key: string }
  /** Anything else that the firmware publishes. */
  | { readonly kind: 'other'; readonly device: string };

const COMPONENTS: ReadonlySet<string> = new Set([
  ...[
    'sensor',
    'binary_sensor',
    'text_sensor',
    'switch',
    'light',
    'fan',
    'cover',
    'climate',
    'number',
    'select',
    'button',
  ],
  ...[
    'lock',
    'event',
    'valve',
    'update',
    'text',
    'date',
    'time',
    'datetime',
    'alarm_control_panel',
    'media_player',
  ],
]);
const DISCOVERY = 'homeassistant';
/** First levels of other formats. */
const OTHERS: ReadonlySet<string> = new Set([
  'kits',
  'homie',
  'tele',
  'stat',
  'cmnd',
  'device',
  'senml',
  'spBv1.0',
  'bridge',
  DISCOVERY,
]);
/** Levels of a topic prefix. */
const PREFIX_LEVELS = 4;
const LONGEST = 100;

function discovery(levels: readonly string[]): EsphomeTopic | undefined {
  const [, component = '', first = '', second] = levels;
  const last = levels.at(-1);
  if (last !== 'config' || levels.length < 4 || levels.length > 5 || first === '') return undefined;
  const device = levels.length === 5 ? first : undefined;
  if (component !== 'sensor') return COMPONENTS.has(component) ? { kind: 'other', device: first } : undefined;
  const key = levels.length === 5 ? `${first}/${second}` : first;
  return key.length > LONGEST ? undefined : { kind: 'sensor-config', device, key };
}

/**
 * Reads `<prefix>/sensor/<name>/state`, `<prefix>/status`, `<prefix>/debug`, other components, and
 * `homeassistant/sensor/[<node>/]<object>/config`. The device is the last level of the prefix. Undefined for other topics.
 */
export function esphomeTopic(topic: string): EsphomeTopic | undefined {
  const levels = topic.split('/');
  if (levels[0] === DISCOVERY) return discovery(levels);
  if (OTHERS.has(levels[0] ?? '') || levels.length > PREFIX_LEVELS + 3) return undefined;
  // `esphome/discover/<name>`: addresses and versions, for tools that look for devices.
  if (levels[0] === 'esphome' && levels[1] === 'discover' && levels.length === 3 && levels[2])
    return { kind: 'other', device: levels[2] };
  const last = levels.at(-1);
  if ((last === 'status' || last === 'debug') && levels.length <= 3) {
    const device = levels.at(-2);
    return device ? { kind: 'other', device } : undefined;
  }
  const [device, component = '', name] = levels.slice(-4);
  if (levels.length < 4 || !device || !name || name.length > LONGEST || !COMPONENTS.has(component))
    return undefined;
  if (last !== 'state') return undefined;
  return component === 'sensor' ? { kind: 'value', device, name } : { kind: 'other', device };
}

/** Topics under which a device of that name publishes. Names that other formats begin with are nobody's. */
export function publishFilters(device: string): readonly string[] {
  if (OTHERS.has(device)) return [];
  const configs = [
    `homeassistant/+/${device}/+/config`,
    'homeassistant/+/+/+/config',
    'homeassistant/+/+/config',
  ];
  return [`${device}/#`, `esphome/${device}/#`, `esphome/discover/${device}`, ...configs];
}
