/** What a Homie topic names. Attributes are without their `$`. */
export interface HomieTopic {
  /** Major version of the convention. */
  readonly version: 4 | 5;
  readonly device: string;
  readonly node?: string;
  readonly property?: string;
  /** `state`, `unit`, `fw/version`; `set` and `target` of a property too. */
  readonly attribute?: string;
}

const ID = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
/** Levels of the longest topic of the convention. */
const LEVELS = 8;
/** Level behind a property to which controllers write. */
const SET = 'set';

/** Ids up to the first attribute; undefined where a level is neither. */
function idsOf(levels: readonly string[]): string[] | undefined {
  const end = levels.findIndex((level) => level.startsWith('$'));
  const ids = end < 0 ? levels : levels.slice(0, end);
  return ids.length > 0 && ids.every((id) => ID.test(id)) ? [...ids] : undefined;
}

/**
 * Reads a topic below `homie/` (convention 4) or `homie/5/` (convention 5). Undefined for broadcasts, which are no device's,
 * and for what the conventions do not have.
 */
export function homieTopic(topic: string): HomieTopic | undefined {
  if (!topic.startsWith('homie/')) return undefined;
  const levels = topic.split('/').slice(1);
  const version = levels[0] === '5' ? 5 : 4;
  const own = version === 5 ? levels.slice(1) : levels;
  if (own.length > LEVELS) return undefined;
  const ids = idsOf(own);
  const attributes = own.slice(ids?.length ?? 0);
  const [device, node, property, set] = ids ?? [];
  if (device === undefined || (ids ?? []).length > 4) return undefined;
  if (set !== undefined && (set !== SET || attributes.length > 0)) return undefined;
  const attribute = set ?? (attributes.length > 0 ? attributes.join('/').slice(1) : undefined);
  // A device or a node alone is no topic.
  if (attribute === undefined && property === undefined) return undefined;
  return {
    ...{ version, device },
    ...(node !== undefined && { node }),
    ...(property !== undefined && { property }),
    ...(attribute !== undefined && { attribute }),
  };
}
