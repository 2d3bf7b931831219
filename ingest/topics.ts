import type { Sender } from '../domain/envelope.ts';
import type { Kit } from '../domain/kit.ts';
import type { Protocol } from '../protocols/contract.ts';
import type { Registry } from '../registry/contract.ts';

/** Topic on which a kit's receipts are published. */
export function receiptTopic(kit: string): string {
  return `kits/${kit}/receipts`;
}

/** Which topics a kit may use: those that the protocols declare for it, and its own receipts. */
export class TopicRules {
  private readonly publishable = new Map<string, ReadonlySet<string>>();
  private readonly registry: Registry;
  private readonly protocols: readonly Protocol[];

  constructor(registry: Registry, protocols: readonly Protocol[]) {
    this.registry = registry;
    this.protocols = protocols;
    registry.onChange((event) => {
      if ('kit' in event) this.publishable.delete(event.kit);
    });
  }

  /** Topics the kit may publish readings to: the native one, and those of its own dialect. */
  publishTopics(kit: Kit): readonly string[] {
    const to = { kit: kit.id, externalId: kit.externalId ?? kit.id };
    return this.protocols
      .filter((p) => p.id === 'native' || p.id === kit.dialect)
      .flatMap((p) => p.publishTopics(to));
  }

  /** Readings to take in, or a topic that is not the sender's. What comes without credentials is judged by what it says. */
  judgePublish(sender: Sender, topic: string): 'ingest' | 'foreign' {
    if (sender.kind === 'open') return 'ingest';
    let topics = this.publishable.get(sender.kit);
    if (topics === undefined) {
      const kit = this.registry.kit(sender.kit);
      topics = new Set(kit === undefined ? [] : this.publishTopics(kit));
      this.publishable.set(sender.kit, topics);
    }
    return topics.has(topic) ? 'ingest' : 'foreign';
  }

  /** A kit may hear its own receipts and its own readings, and nothing else. */
  maySubscribe(sender: Sender, filter: string): boolean {
    if (sender.kind === 'open') return false;
    return filter.startsWith(`kits/${sender.kit}/`) || this.judgePublish(sender, filter) === 'ingest';
  }
}
