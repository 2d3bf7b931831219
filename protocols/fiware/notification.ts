import { isObject } from '../body.ts';
import type { Tray } from '../tray.ts';
import { takeEntity } from './entity.ts';

type Body = Readonly<Record<string, unknown>>;

/** What a broker puts before the name of an entity, and the time that some put behind it. */
const BEFORE = /^urn:ngsi-ld:[^:]{1,64}:/;
const BEHIND = /[-_:]?\d{4}-\d\d-\d\dT\d\d.*$/;

/** The name of an entity without its type and without the time of what it observed; undefined where nothing is left. */
function nameOf(entity: Body): string | undefined {
  const id = entity['id'] ?? entity['@id'];
  if (typeof id !== 'string' || id.length > 256) return undefined;
  const name = id
    .replace(BEFORE, '')
    .replace(BEHIND, '')
    .replace(/[:_-]+$/, '');
  return name === '' ? undefined : name;
}

/** The entities of a notification, of a batch, or the one that the body itself is. */
function entitiesOf(body: unknown): readonly unknown[] {
  if (Array.isArray(body)) return body;
  if (!isObject(body)) return [];
  const list =
    body['data'] ?? body['entities'] ?? (body['type'] === 'FeatureCollection' ? body['features'] : undefined);
  if (isObject(list)) return entitiesOf(list);
  return Array.isArray(list) ? list : [body];
}

/** A GeoJSON feature keeps its attributes in `properties`. */
function attributesOf(entity: Body): Body {
  const { properties } = entity;
  return entity['type'] === 'Feature' && isObject(properties) ? { ...properties, id: entity['id'] } : entity;
}

/** The entity that a notification is about: the first of its list. */
export function entityOf(body: unknown): string | undefined {
  const [first] = entitiesOf(body);
  return isObject(first) ? nameOf(first) : undefined;
}

/**
 * Takes a notification of NGSI-v2 or NGSI-LD. All its entities have to be one and the same kit's: others are refused, for
 * a message is one kit's.
 */
export function takeNotification(tray: Tray, body: unknown): void {
  const entities = entitiesOf(body);
  const kit = entityOf(body);
  if (entities.length === 0) tray.refuse('wrong_shape', '', body ?? null);
  for (let at = 0; at < entities.length && !tray.overfull; at++) {
    const entity = entities[at];
    const path = entities.length === 1 ? '' : `[${at}].`;
    if (!isObject(entity)) tray.refuse('wrong_shape', path.slice(0, -1), entity);
    else if (nameOf(entity) !== kit) {
      const expected = 'the entities of one kit: let the subscription notify of one entity at a time';
      tray.refused.push({
        code: 'wrong_shape',
        path: `${path}id`,
        found: String(nameOf(entity)).slice(0, 80),
        expected,
      });
    } else takeEntity(tray, attributesOf(entity), { path, time: undefined });
  }
}
