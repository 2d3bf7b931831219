import { isObject } from '../body.ts';
import { putMeasured } from '../measured.ts';
import { takeNamed } from '../named.ts';
import { type Tray, UNTIMED, type When } from '../tray.ts';
import { whenOf } from './time.ts';
import { unitOf } from './units.ts';

type Body = Readonly<Record<string, unknown>>;

/** Attributes that say when; the end of an interval goes before its beginning. */
const TIMES = [
  'TimeInstant',
  'dateObserved',
  'dateObservedTo',
  'dateObservedFrom',
  'observationDateTime',
  'timestamp',
];

/** What entities hold beside measures: who, where, when, and verdicts on the measures. */
const ASIDE: ReadonlySet<string> = new Set([
  ...[
    'id',
    '@id',
    'type',
    '@type',
    '@context',
    'measure_id',
    'measure_type',
    ...TIMES,
    'dateCreated',
    'dateModified',
  ],
  ...['dateIssued', 'validity', 'address', 'location', 'areaServed', 'name', 'alternateName', 'description'],
  ...['reliability', 'sonometerClass', 'refDevice', 'refPointOfInterest', 'deviceInfo', 'geometry'],
]);

/** Names of the Environment data models that mean something else, or nothing, elsewhere. */
const NAMES: Readonly<Record<string, string>> = {
  ...{ LAmax: 'noise_lamax', LAmin: 'noise_lamin', LAeq: 'noise_laeq' },
  ...{ LAS: 'LAS', LAeq_d: 'LAeq_d', LAFmax: 'LAFmax' },
};

/** `airQualityLevel`, `coLevel`: a word for how bad it is. */
const VERDICT = /level$/i;

/** In the data models relative humidity is a fraction of 1. */
const FRACTION = 'relativeHumidity';

/** An attribute: plain (key-values), or with its value, unit and time beside it (normalised, concise). */
interface Attribute {
  readonly value: unknown;
  readonly unit: string | undefined;
  readonly time: unknown;
}

function attributeOf(given: unknown): Attribute {
  if (!isObject(given)) return { value: given, unit: undefined, time: undefined };
  if (!('value' in given) && !('@value' in given)) {
    const aside = 'object' in given || given['type'] === 'Relationship';
    return { value: aside ? 'relationship' : given, unit: undefined, time: undefined };
  }
  const { value = given['@value'], unitCode, observedAt, metadata } = given;
  const beside = isObject(metadata) ? metadata : {};
  const [unit, instant] = [beside['unitCode'] ?? beside['unit'], beside['TimeInstant']].map((one) =>
    isObject(one) ? one['value'] : one,
  );
  return { value, unit: unitOf(unitCode ?? unit), time: observedAt ?? instant };
}

/** The value of an attribute that says when, itself perhaps a JSON-LD literal. */
function timeIn(entity: Body): { readonly name: string; readonly value: unknown } | undefined {
  for (const name of TIMES) {
    if (!Object.hasOwn(entity, name)) continue;
    let { value } = attributeOf(entity[name]);
    if (isObject(value)) value = value['@value'];
    if (typeof value === 'string' || typeof value === 'number') return { name, value };
  }
  return undefined;
}

function put(tray: Tray, name: string, at: { attribute: Attribute; when: When; path: string }): void {
  const { attribute, when, path } = at;
  const { value, unit } = attribute;
  const own = Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
  if (typeof value === 'string' && VERDICT.test(name)) tray.ignored++;
  else if (own !== undefined && typeof value === 'number' && Number.isFinite(value))
    putMeasured(tray, {
      phenomenon: own,
      channel: '',
      value,
      unit,
      customary: 'dB',
      when,
      path: path + name,
    });
  else if (name === FRACTION && typeof value === 'number' && unit === undefined && value >= 0 && value <= 1)
    takeNamed({ tray, when, sensor: '', path, unit: '%' }, name, Math.round(value * 1e8) / 1e6);
  else takeNamed({ tray, when, sensor: '', path, unit }, name, value);
}

/** Takes the attributes of an NGSI entity, or the measures of the JSON agent: key-values, normalised, concise. */
export function takeEntity(tray: Tray, entity: Body, at: { path: string; time: string | undefined }): void {
  const { path } = at;
  const said = timeIn(entity);
  const stamp = said?.value ?? at.time;
  const whole = stamp === undefined ? UNTIMED : whenOf(tray, stamp, `${path}${said?.name ?? 'time'}`);
  if (whole === undefined) return;
  for (const name of Object.keys(entity)) {
    if (tray.overfull) return;
    if (ASIDE.has(name)) {
      tray.ignored++;
      continue;
    }
    const attribute = attributeOf(entity[name]);
    const when =
      attribute.time === undefined ? whole : whenOf(tray, attribute.time, `${path}${name}.observedAt`);
    if (when !== undefined) put(tray, name, { attribute, when, path });
  }
}
