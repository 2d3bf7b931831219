import type { Envelope } from '../../domain/envelope.ts';
import { percentDecoded } from '../../domain/percent.ts';

/** How the payload of a message is to be read. */
export type Form = 'ultralight' | 'json' | 'notification' | 'none';

/** What topic or path of a message say. */
export interface Route {
  readonly form: Form;
  /** Undefined for notifications, which name their entities themselves. */
  readonly device: string | undefined;
  /** The attribute that the payload is the plain value of. */
  readonly attribute: string | undefined;
  /** Time of all measures that carry none. */
  readonly time: string | undefined;
}

/** `/ul/<key>/<device>/attrs[/<name>]`, with the slash of the agents or without; `cmdexe` and `configuration` beside it. */
const TOPIC = /^\/?(ul|json)\/[^/]+\/([^/]+)\/(attrs|cmdexe|configuration)(?:\/([^/]+))?$/;
const PATH = /^\/iot\/(d|json)(?:\/attrs\/([^/?]+))?\/?(?:\?(.*))?$/s;
const NOTIFY = /^\/(?:v2|ngsi-ld)\/notify\/?(?:\?|$)/;

function formOf(word: string): Form {
  return word === 'json' ? 'json' : 'ultralight';
}

/** A plus before an offset, which queries read as a blank. */
const OFFSET = / (\d\d:?\d\d)$/;

function routeOfPath(topic: string): Route | undefined {
  if (NOTIFY.test(topic))
    return { form: 'notification', device: undefined, attribute: undefined, time: undefined };
  const [, word, attribute, query = ''] = PATH.exec(topic) ?? [];
  if (word === undefined) return undefined;
  const parameters = new URLSearchParams(query);
  const time = parameters.get('t') ?? '';
  return {
    form: formOf(word),
    device: parameters.get('i') ?? undefined,
    attribute: attribute === undefined ? undefined : (percentDecoded(attribute) ?? attribute),
    time: time === '' ? undefined : time.replace(OFFSET, '+$1'),
  };
}

/** Reads topic or path; undefined where they are no IoT agent's. */
export function fiwareRoute({ transport, topic }: Pick<Envelope, 'transport' | 'topic'>): Route | undefined {
  if (transport === 'http') return routeOfPath(topic);
  const [, word, device, kind, attribute] = transport === 'mqtt' ? (TOPIC.exec(topic) ?? []) : [];
  if (word === undefined) return undefined;
  return { form: kind === 'attrs' ? formOf(word) : 'none', device, attribute, time: undefined };
}
