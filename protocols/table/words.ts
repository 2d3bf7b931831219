const MOMENTS: ReadonlySet<string> = new Set(
  [
    ...['time', 'timestamp', 'datetime', 'date_time', 'date_and_time', 'date', 'utc', 'ts', 'instant'],
    ...['recorded_at', 'created_at', 'createdat', 'observed_at', 'measured_at', 'logged_at'],
    ...['epoch', 'unixtime', 'unix_time', 'unix_timestamp'],
    ...['fecha', 'fecha_hora', 'fecha_y_hora', 'data', 'data_hora', 'data_i_hora'],
  ].flatMap((name) => [name, `${name}_utc`, `utc_${name}`]),
);
const DATES: ReadonlySet<string> = new Set(['date', 'fecha', 'data', 'date_utc', 'utc_date']);
const CLOCKS: ReadonlySet<string> = new Set(['time', 'hora', 'time_utc', 'utc_time']);

/** What may stand in brackets behind a time's name. Other zones than UTC are not known by their letters. */
const IN_BRACKETS = /^(?:utc|gmt|z|s|ms|unix|epoch|iso|iso ?8601)$/i;
const BRACKETS = /^(.*?)\s*[([]([^()[\]]*)[)\]]$/;

/** Names of columns that are neither times nor readings. */
const ROLES: Readonly<Record<string, readonly string[]>> = {
  kit: ['kit', 'kit_id', 'device', 'device_id', 'station', 'station_id', 'node', 'node_id', 'sensor_id'],
  channel: ['channel', 'sensor', 'canal'],
  phenomenon: ['phenomenon', 'parameter', 'variable', 'quantity'],
  value: ['value', 'valor'],
  unit: ['unit', 'units', 'unitat', 'unidad'],
  flags: ['flags'],
  received: ['received'],
  licence: ['licence', 'license'],
};
const ROLE_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(ROLES).flatMap(([role, names]) => names.map((name) => [name, role] as const)),
);

/** Numbers of rows, boards and networks. */
const IDENTITY =
  /(?:^|_)(?:id|uuid|guid|mac|imei|iccid|serial|serial_number|ssid|bssid|ip)$|^(?:index|row|record|entry|n)$/;

/** Words of Catalan and Spanish tables for quantities that the catalogue calls in English. */
const TRANSLATED: readonly (readonly [RegExp, string])[] = [
  [/(?<!\p{L})temperatura(?!\p{L})/giu, 'temperature'],
  [/(?<!\p{L})(?:humitat|humedad)(?: relativa)?(?!\p{L})/giu, 'humidity'],
  [/(?<!\p{L})(?:pressi[oó]|presi[oó]n)(?: atmosf[eèé]rica)?(?!\p{L})/giu, 'pressure'],
  [/(?<!\p{L})(?:pluja|lluvia)(?!\p{L})/giu, 'rain'],
  [/(?<!\p{L})bater[ií]a(?!\p{L})/giu, 'battery'],
];

/** A column's name in small letters and digits, `_` between them, accents left out. */
function folded(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
}

/** What a column's name says of time. */
export interface TimeName {
  readonly moment: boolean;
  /** Whether it may be a date beside a time of day, or that time of day. */
  readonly date: boolean;
  readonly clock: boolean;
  /** Whether it says UTC. */
  readonly utc: boolean;
}

/** Reads a column's name as one of time; undefined where it is none. */
export function timeName(label: string): TimeName | undefined {
  const [, before = label, inside = ''] = BRACKETS.exec(label) ?? [];
  if (inside !== '' && !IN_BRACKETS.test(inside)) return undefined;
  const name = folded(before);
  const [moment, date, clock] = [MOMENTS.has(name), DATES.has(name), CLOCKS.has(name)];
  if (!moment && !clock) return undefined;
  return { moment, date, clock, utc: /(?:^|_)utc(?:_|$)/.test(name) || /^(?:utc|gmt|z)$/i.test(inside) };
}

/** What a column that holds no reading is for: `kit`, `channel`, …, or `identity`; undefined for all others. */
export function roleOf(label: string): string | undefined {
  const name = folded(label);
  return ROLE_OF.get(name) ?? (name === '' || IDENTITY.test(name) ? 'identity' : undefined);
}

/** A column's name with the catalogue's words for the commonest Catalan and Spanish ones. */
export function translated(label: string): string {
  return TRANSLATED.reduce((name, [word, english]) => name.replace(word, english), label.normalize('NFC'));
}
