import type { Envelope } from '../../domain/envelope.ts';
import { textOf } from '../body.ts';
import type { DecodeContext, Decoded } from '../contract.ts';
import { numberInText, putMeasured } from '../measured.ts';
import { quantityNamed } from '../quantities.ts';
import { silent, Tray, UNTIMED, unreadable } from '../tray.ts';
import { type HomieState, propertyOf, restarted, withAttribute, withDescription } from './memory.ts';
import { channelOfNode } from './naming.ts';
import { type HomieTopic, homieTopic } from './topic.ts';

const NUMERIC: ReadonlySet<string | undefined> = new Set(['integer', 'float', 'percent']);
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const LONGEST_NUMBER = 64;

function remembering(state: HomieState | undefined): Decoded {
  return state === undefined ? silent() : { ...silent(), state };
}

/** The value of a property. Texts, switches, colours and what is not announced as a number are no readings. */
function decodeValue(
  at: HomieTopic & { node: string; property: string },
  text: string,
  context: DecodeContext,
): Decoded {
  const path = `${at.node}/${at.property}`;
  const known = propertyOf(context.state, path);
  const announced = NUMERIC.has(known?.datatype);
  const numeric = text.length <= LONGEST_NUMBER && NUMBER.test(text);
  // An empty payload takes a retained value back.
  if (text === '' || (known?.datatype !== undefined ? !announced : !numeric)) return silent();
  const tray = new Tray(context);
  const value = numberInText(tray, text, path);
  if (value !== undefined) {
    const phenomenon = quantityNamed(at.property) ?? at.property.slice(0, 100);
    const channel = channelOfNode(at.node);
    putMeasured(tray, { phenomenon, channel, value, unit: known?.unit, when: UNTIMED, path });
  }
  return tray.result();
}

function decodeAttribute(at: HomieTopic, { payload }: Envelope, context: DecodeContext): Decoded {
  const { node, property, attribute, version } = at;
  if (version === 5 && node === undefined && attribute === 'description') {
    const described = withDescription(context.state, payload);
    return 'fault' in described
      ? unreadable({ code: described.fault, path: '$description' })
      : remembering(described.state);
  }
  const text = textOf(payload);
  if (text === undefined) return unreadable({ code: 'not_utf8', path: '' });
  if (node === undefined && attribute === 'state' && text === 'init')
    return remembering(restarted(context.state));
  if (version === 4 && property !== undefined && (attribute === 'unit' || attribute === 'datatype'))
    return remembering(withAttribute(context.state, `${node}/${property}`, { attribute, text: text.trim() }));
  return silent();
}

/** Reads values of properties; attributes are remembered for them. Alerts, logs and commands hold no readings. */
export function decodeHomie(envelope: Envelope, context: DecodeContext): Decoded {
  const at = homieTopic(envelope.topic);
  if (at === undefined) return unreadable({ code: 'wrong_shape', path: '' });
  const { node, property, attribute } = at;
  if (attribute !== undefined || node === undefined || property === undefined)
    return decodeAttribute(at, envelope, context);
  const text = textOf(envelope.payload);
  if (text === undefined) return unreadable({ code: 'not_utf8', path: '' });
  return decodeValue({ ...at, node, property }, text.trim(), context);
}
