/** What a topic of the namespace names. */
export interface SparkplugTopic {
  readonly group: string;
  readonly type: MessageType;
  readonly edge: string;
  readonly device: string | undefined;
}

const TYPES = ['NBIRTH', 'NDATA', 'NDEATH', 'NCMD', 'DBIRTH', 'DDATA', 'DDEATH', 'DCMD'] as const;
type MessageType = (typeof TYPES)[number];

const NAMESPACE = 'spBv1.0';

function isType(text: string | undefined): text is MessageType {
  return TYPES.some((type) => type === text);
}

/**
 * Reads `spBv1.0/<group>/<type>/<edge node>[/<device>]` (Sparkplug 3.0, 4.1). Messages of nodes have no device and those of
 * devices have one. Undefined for anything else; the state of host applications (`spBv1.0/STATE/…`) is no kit's.
 */
export function sparkplugTopic(topic: string): SparkplugTopic | undefined {
  const [namespace, group, type, edge, device, more] = topic.split('/');
  if (namespace !== NAMESPACE || !isType(type) || !group || !edge || more !== undefined) return undefined;
  if ((device !== undefined) !== type.startsWith('D') || device === '') return undefined;
  return { group, type, edge, device };
}

/** The external id of a node (`group/edge`) or a device (`group/edge/device`), in its parts. */
export function partsOf(externalId: string): { group: string; edge: string; device: string | undefined } {
  const [group = '', edge, device] = externalId.split('/');
  return edge === undefined ? { group: 'kits', edge: group, device: undefined } : { group, edge, device };
}

/** A topic of a node, or of its device. */
export function topicOf(
  kind: 'BIRTH' | 'DATA' | 'DEATH' | 'CMD',
  to: { group: string; edge: string; device: string | undefined },
): string {
  const { group, edge, device } = to;
  return device === undefined
    ? `${NAMESPACE}/${group}/N${kind}/${edge}`
    : `${NAMESPACE}/${group}/D${kind}/${edge}/${device}`;
}
