/** What is known of a PUBLISH before anybody looks at its content. */
interface Publish {
  readonly topic: string;
  readonly payload: string | Buffer;
  readonly qos: number;
  readonly messageId?: number | undefined;
  readonly length?: number | undefined;
}

/**
 * Filters that nobody may subscribe to, whatever the house says: a wildcard at the top would show every kit's messages,
 * `$SYS` shows who is connected, and `$share` is not MQTT 3.1.1 (Aedes would take it for an ordinary topic).
 */
export function isClosedFilter(filter: string): boolean {
  const first = filter[0];
  return first === '#' || first === '+' || first === '$';
}

/** Why a PUBLISH breaks MQTT 3.1.1, where mqtt-packet does not see it; undefined when it does not. */
export function publishFault(packet: Publish): string | undefined {
  if (packet.topic.includes('\0')) return 'U+0000 in a topic [MQTT-1.5.3-2]';
  if (packet.qos === 0) return undefined;
  if (packet.messageId === undefined || packet.messageId < 1) return 'no packet identifier [MQTT-2.3.1-1]';
  const needed = Buffer.byteLength(packet.topic) + 4;
  if (packet.payload.length === 0 && packet.length !== undefined && packet.length < needed) {
    return 'packet ends within its packet identifier';
  }
  return undefined;
}

/** Why a will cannot be published when its client dies; undefined when it can. */
export function willFault(
  will: { topic: string; payload: string | Buffer },
  bounds: { maxWillBytes: number; maxTopicLevels: number },
): string | undefined {
  if (will.payload.length > bounds.maxWillBytes) return `payload of ${will.payload.length} bytes`;
  if (will.topic === '' || /[+#\0]/.test(will.topic)) return 'not a topic';
  if (will.topic.split('/').length > bounds.maxTopicLevels) return 'topic has too many levels';
  return undefined;
}
