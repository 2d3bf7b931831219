import type { Envelope } from '../../domain/envelope.ts';
import { isObject, jsonOf, textOf } from '../body.ts';
import type { DecodeContext, Decoded } from '../contract.ts';
import { takeNamed } from '../named.ts';
import { silent, Tray, UNTIMED, unreadable } from '../tray.ts';
import { takeEntity } from './entity.ts';
import { takeNotification } from './notification.ts';
import { fiwareRoute, type Route } from './route.ts';
import { whenOf } from './time.ts';
import { takeUltralight } from './ultralight.ts';

/** The plain value of one attribute, named by topic or path. */
function takeAttribute(tray: Tray, text: string, { attribute = '', time }: Route): void {
  const when = time === undefined ? UNTIMED : whenOf(tray, time, 't');
  if (when !== undefined)
    takeNamed({ tray, when, sensor: '', path: '' }, attribute, text.trim().replace(/^"(.*)"$/, '$1'));
}

/** Measures of the JSON agent: an object, a list of them, or a batch of entities. */
function takeJson(tray: Tray, body: unknown, time: string | undefined): void {
  const entities = isObject(body) ? body['entities'] : undefined;
  const list: readonly unknown[] = Array.isArray(body) ? body : Array.isArray(entities) ? entities : [body];
  for (let at = 0; at < list.length && !tray.overfull; at++) {
    const one = list[at];
    const path = list === body ? `[${at}].` : list === entities ? `entities[${at}].` : '';
    if (isObject(one)) takeEntity(tray, one, { path, time });
    else tray.refuse('wrong_shape', path.slice(0, -1), one);
  }
}

/** Reads UltraLight 2.0, measures of the JSON agent, and notifications of NGSI-v2 and NGSI-LD. */
export function decodeFiware(envelope: Envelope, context: DecodeContext): Decoded {
  const route = fiwareRoute(envelope);
  if (route === undefined || route.form === 'none') return silent();
  const tray = new Tray(context);
  if (route.form === 'ultralight' || route.attribute !== undefined) {
    const text = textOf(envelope.payload);
    if (text === undefined) return unreadable({ code: 'not_utf8', path: '' });
    if (route.attribute !== undefined) takeAttribute(tray, text, route);
    else takeUltralight(tray, text, route.time);
    return tray.result();
  }
  const json = jsonOf(envelope.payload);
  if ('refusal' in json) return unreadable(json.refusal);
  if (route.form === 'json') takeJson(tray, json.value, route.time);
  else takeNotification(tray, json.value);
  return tray.result();
}
