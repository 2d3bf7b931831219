import type { Sender } from '../domain/envelope.ts';
import type { Kit } from '../domain/kit.ts';
import { isExact, matchesFilter } from '../domain/topic-filter.ts';
import type { Addressee, Protocol } from '../protocols/contract.ts';
import type { Registry } from '../registry/contract.ts';

/** Topic on which a kit's receipts are published. */
export function receiptTopic(kit: string): string {
  return `kits/${kit}/receipts`;
}

/**
 * What a topic is to a sender: readings to take in, readings on a topic that other kits use as well (nobody may hear them
 * there), or a topic that is not its own.
 */
export type PublishVerdict = 'ingest' | 'unshared' | 'foreign';

/** Exact topics remembered a sender of those that its filters let it choose. */
const REMEMBERED = 256;

/** The topics of one sender. */
interface Own {
  readonly verdicts: Map<string, PublishVerdict>;
  readonly filters: readonly string[];
  /** Words that make a topic the sender's alone. */
  readonly names: readonly string[];
}

/** Which topics a kit may use: those that the protocols declare for it, and its own receipts. */
export class TopicRules {
  private readonly owned = new Map<string, Own>();
  private readonly registry: Registry;
  private readonly protocols: readonly Protocol[];

  constructor(registry: Registry, protocols: readonly Protocol[]) {
    this.registry = registry;
    this.protocols = protocols;
    registry.onChange((event) => {
      if (event.type === 'kit_added') {
        this.owned.delete(event.kit);
        const gateway = registry.kit(event.kit)?.gateway;
        if (gateway !== undefined) this.owned.delete(gateway);
      } else if (event.type === 'kit_changed' || event.type === 'kit_removed') {
        // A kit that left its gateway is not known to have been there: all are made anew, once.
        this.owned.clear();
      }
    });
  }

  /** Topics the kit may publish readings to, as filters: the native one, and those of its own dialect. */
  publishTopics(kit: Kit): readonly string[] {
    return this.dialectsOf(kit).flatMap((p) => p.publishTopics(addressee(kit)));
  }

  /** What comes without credentials is judged by what it says. */
  judgePublish(sender: Sender, topic: string): PublishVerdict {
    if (sender.kind === 'open') return 'ingest';
    const own = this.ownOf(sender.kit);
    const known = own.verdicts.get(topic);
    if (known !== undefined) return known;
    if (!own.filters.some((filter) => matchesFilter(filter, topic))) return 'foreign';
    const verdict = namesOne(topic, own.names) ? 'ingest' : 'unshared';
    if (own.verdicts.size < REMEMBERED) own.verdicts.set(topic, verdict);
    return verdict;
  }

  /** A kit may hear its own receipts and readings, what its dialect has it subscribe to, and nothing else. */
  maySubscribe(sender: Sender, filter: string): boolean {
    if (sender.kind === 'open') return false;
    if (filter.startsWith(`kits/${sender.kit}/`)) return true;
    const kit = this.registry.kit(sender.kit);
    if (kit === undefined) return false;
    const to = addressee(kit);
    if (this.dialectsOf(kit).some((p) => p.subscribeTopics?.(to).includes(filter))) return true;
    return isExact(filter)
      ? this.judgePublish(sender, filter) === 'ingest'
      : this.publishTopics(kit).includes(filter) && namesOne(filter, namesOf(kit));
  }

  private dialectsOf(kit: Kit): readonly Protocol[] {
    return this.protocols.filter((p) => p.id === 'native' || p.id === kit.dialect);
  }

  private ownOf(id: string): Own {
    let own = this.owned.get(id);
    if (own === undefined) {
      own = this.gather(id);
      this.owned.set(id, own);
    }
    return own;
  }

  private gather(id: string): Own {
    const kit = this.registry.kit(id);
    const kits = kit === undefined ? [] : [kit, ...this.registry.kitsBehind(id)];
    const names = kits.flatMap(namesOf);
    const filters = kits.flatMap((one) => this.publishTopics(one));
    const exact = filters.filter(isExact);
    const verdict = (topic: string) => (namesOne(topic, names) ? 'ingest' : 'unshared') as PublishVerdict;
    return {
      names,
      filters: filters.filter((filter) => !isExact(filter)),
      verdicts: new Map(exact.map((topic) => [topic, verdict(topic)])),
    };
  }
}

function addressee({ id, externalId = id, mapping }: Kit): Addressee {
  return { kit: id, externalId, mapping };
}

function namesOf({ id, externalId, mapping }: Kit): readonly string[] {
  // A topic that a maker chose may be another's as well, whatever words stand in it.
  if (mapping !== undefined) return [`kits/${id}`];
  return externalId === undefined ? [id] : [id, externalId.toLowerCase()];
}

/** Whether the topic names one of these kits, all words of its name being levels: other kits publish elsewhere then. */
function namesOne(topic: string, names: readonly string[]): boolean {
  const whole = `/${topic.toLowerCase()}/`;
  return names.some((name) => name.split('/').every((word) => whole.includes(`/${word}/`)));
}
