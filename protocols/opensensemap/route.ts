import type { Envelope } from '../../domain/envelope.ts';
import { percentDecoded } from '../../domain/percent.ts';

/** How the body of a message is written. */
type Form = 'json' | 'csv' | 'bytes' | 'bytes-with-time' | 'luftdaten' | 'hackair' | 'single';

/** What topic and headers of a message say. */
interface Route {
  /** The box: 24 hexadecimal digits in lower case, or whatever else stands there. */
  readonly box: string;
  readonly form: Form;
  /** The sensor of a `single` measurement. */
  readonly sensor?: string;
}

const PATH = /^\/boxes\/([A-Za-z0-9_-]{1,64})\/([^/?#]{1,120})\/?(?:\?([^#]*))?$/;
const TOPIC = /^(?:opensensemap\/([A-Za-z0-9_-]{1,64})|boxes\/([A-Za-z0-9_-]{1,64})\/data)$/;
const OBJECT_ID = /^[0-9a-f]{24}$/i;

/** Content types that stand for one form whatever the body looks like. */
const TYPES: ReadonlyMap<string, Form> = new Map([
  ['application/json', 'json'],
  ['text/csv', 'csv'],
  ['application/sbx-bytes', 'bytes'],
  ['application/sbx-bytes-ts', 'bytes-with-time'],
]);

/** An id as the platform makes them, in one spelling; anything else as it is. */
export function spelledId(id: string): string {
  return OBJECT_ID.test(id) ? id.toLowerCase() : id;
}

const SPACE = new Set([0x20, 0x09, 0x0a, 0x0d]);

/** JSON by its first character, CSV otherwise: clients of the MQTT form, and careless ones, send no content type. */
function byStructure(payload: Buffer): Form {
  let at = payload[0] === 0xef && payload[1] === 0xbb && payload[2] === 0xbf ? 3 : 0;
  while (at < payload.length && SPACE.has(payload[at] ?? 0)) at++;
  return payload[at] === 0x7b || payload[at] === 0x5b ? 'json' : 'csv';
}

function formOf({ headers, payload }: Envelope, query: string | undefined): Form {
  if (query !== undefined) {
    // As on the platform, the parameters go before the content type, and any value will do.
    const parameters = new URLSearchParams(query);
    if (parameters.has('hackair')) return 'hackair';
    if (parameters.has('luftdaten')) return 'luftdaten';
  }
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
  return TYPES.get(type) ?? byStructure(payload);
}

/** Box and form of a message; undefined for one that is not this dialect's. */
export function routeOf(envelope: Envelope): Route | undefined {
  if (envelope.transport === 'mqtt') {
    const [, bare, whole] = TOPIC.exec(envelope.topic) ?? [];
    const box = bare ?? whole;
    return box === undefined ? undefined : { box: spelledId(box), form: byStructure(envelope.payload) };
  }
  const [, box, last, query] = (envelope.transport === 'http' && PATH.exec(envelope.topic)) || [];
  if (box === undefined || last === undefined) return undefined;
  if (last === 'data') return { box: spelledId(box), form: formOf(envelope, query) };
  const sensor = percentDecoded(last);
  return sensor === undefined
    ? undefined
    : { box: spelledId(box), form: 'single', sensor: spelledId(sensor) };
}
