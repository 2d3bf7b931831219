import { isObject, jsonOf } from '../body.ts';
import type { DialectState } from '../contract.ts';

/** What is remembered of a property. */
export interface Property {
  readonly unit?: string;
  readonly datatype?: string;
}

/** What is remembered of a device: its properties by `node/property`, and the version of the description they come from. */
export interface HomieState extends DialectState {
  readonly properties: Readonly<Record<string, Property>>;
  /** Convention 5 only. */
  readonly version?: number;
}

/** Properties remembered a device. */
const MAX_PROPERTIES = 250;
const LONGEST_UNIT = 32;
const LONGEST_ID = 64;
const DATATYPE = /^[a-z]{1,16}$/;

const NOTHING: HomieState = { properties: {} };

/** The state as this dialect left it. */
export function stateOf(state: DialectState | undefined): HomieState {
  return state !== undefined && isObject(state['properties']) ? (state as HomieState) : NOTHING;
}

/** What is known of a property; undefined for one that was not announced. */
export function propertyOf(state: DialectState | undefined, key: string): Property | undefined {
  const { properties } = stateOf(state);
  return Object.hasOwn(properties, key) ? properties[key] : undefined;
}

function kept(unit: unknown, datatype: unknown): Property {
  return {
    ...(typeof unit === 'string' && unit !== '' && { unit: unit.slice(0, LONGEST_UNIT) }),
    ...(typeof datatype === 'string' && DATATYPE.test(datatype) && { datatype }),
  };
}

/** The state after an attribute `$unit` or `$datatype` of convention 4; undefined where it says nothing new. */
export function withAttribute(
  state: DialectState | undefined,
  key: string,
  { attribute, text }: { attribute: 'unit' | 'datatype'; text: string },
): HomieState | undefined {
  const before = stateOf(state);
  const known = propertyOf(state, key);
  const after = { ...known, ...(attribute === 'unit' ? kept(text, undefined) : kept(undefined, text)) };
  if (known?.[attribute] === after[attribute] || key.length > 2 * LONGEST_ID) return undefined;
  if (known === undefined && Object.keys(before.properties).length >= MAX_PROPERTIES) return undefined;
  return { ...before, properties: { ...before.properties, [key]: after } };
}

function* propertiesIn(nodes: unknown): Generator<readonly [key: string, property: Property]> {
  for (const [node, described] of Object.entries(isObject(nodes) ? nodes : {})) {
    const properties = isObject(described) ? described['properties'] : undefined;
    for (const [id, property] of Object.entries(isObject(properties) ? properties : {}))
      if (isObject(property) && node.length <= LONGEST_ID && id.length <= LONGEST_ID)
        yield [`${node}/${id}`, kept(property['unit'], property['datatype'])];
  }
}

/** What came of a `$description`. */
export type Described =
  | { readonly state?: HomieState }
  | { readonly fault: 'not_utf8' | 'not_json' | 'wrong_shape' };

/**
 * The state after a `$description` of convention 5. Its version grows with every change (convention 5, device description):
 * an older document, or the same once more, changes nothing.
 */
export function withDescription(state: DialectState | undefined, payload: Buffer): Described {
  const json = jsonOf(payload);
  if ('refusal' in json) return { fault: json.refusal.code === 'not_utf8' ? 'not_utf8' : 'not_json' };
  const { value } = json;
  const version = isObject(value) ? value['version'] : undefined;
  if (!isObject(value) || typeof version !== 'number') return { fault: 'wrong_shape' };
  const before = stateOf(state);
  if (before.version !== undefined && version <= before.version) return {};
  const properties: Record<string, Property> = {};
  let count = 0;
  for (const [key, property] of propertiesIn(value['nodes'])) {
    if (++count > MAX_PROPERTIES) break;
    properties[key] = property;
  }
  return { state: { properties, version } };
}

/** The state of a device that starts anew: whatever version it describes itself in next is taken. Undefined where nothing changes. */
export function restarted(state: DialectState | undefined): HomieState | undefined {
  const { version, properties } = stateOf(state);
  return version === undefined ? undefined : { properties };
}
