import type { Envelope } from '../domain/envelope.ts';
import type { Kit } from '../domain/kit.ts';
import type { RefusalCode } from '../domain/refusal.ts';
import type { Protocol } from '../protocols/contract.ts';
import type { Registry } from '../registry/contract.ts';
import type { KeptRaw } from './quarantine.ts';

/** Who sent a message and who reads it, or why nobody does. */
export type Identified =
  | { readonly kit: Kit; readonly protocol: Protocol }
  /** `kit` is set where the sender is known. */
  | { readonly kit: Kit | undefined; readonly refusal: RefusalCode };

/** Finds sender and dialect of messages. */
export class Identifier {
  private readonly byId: ReadonlyMap<string, Protocol>;
  /** Those that read messages of anybody. */
  private readonly general: readonly Protocol[];
  private readonly registry: Registry;

  constructor(protocols: readonly Protocol[], registry: Registry) {
    this.general = protocols.filter((p) => p.registeredOnly !== true);
    this.byId = new Map(protocols.map((p) => [p.id, p]));
    this.registry = registry;
  }

  /** The dialect that recognises a message and the identifier it names; empty where there is none. */
  deviceOf(raw: KeptRaw): { dialect: string; device: string } {
    const sender = { kind: 'open' } as const;
    const envelope: Envelope = { ...raw, sender, received: 0, packetId: 0, dup: false };
    const protocol = this.general.find((p) => p.recognises(envelope));
    if (protocol === undefined) return { dialect: '', device: '' };
    return { dialect: protocol.id, device: protocol.externalId(envelope)?.slice(0, 120) ?? '' };
  }

  kit(id: string): Kit | undefined {
    return this.registry.kit(id);
  }

  /** The protocol of a decoder's name (`sparkplug/1`), where it depends on earlier messages. */
  stateful(decoder: string): Protocol | undefined {
    const protocol = this.byId.get(decoder.split('/')[0] ?? '');
    return protocol?.stateful === true ? protocol : undefined;
  }

  /** The kit's registered dialect wins; otherwise the one protocol that recognises the message. */
  identify(envelope: Envelope): Identified {
    if (envelope.sender.kind === 'open') return this.identifyOpen(envelope);
    const kit = this.registry.kit(envelope.sender.kit);
    if (kit === undefined) return { kit: undefined, refusal: 'unknown_sender' };
    const protocol = this.protocolFor(envelope, kit.dialect);
    if (protocol === undefined) return { kit, refusal: 'unknown_dialect' };
    return this.bearerOf(envelope, protocol, kit);
  }

  private protocolFor(envelope: Envelope, dialect: string): Protocol | undefined {
    const own = this.byId.get(dialect);
    if (own?.recognises(envelope)) return own;
    return this.general.find((p) => p !== own && p.recognises(envelope));
  }

  /** The kit that a message of an authenticated sender is for: its own, or one that it may bring messages of. */
  private bearerOf(envelope: Envelope, protocol: Protocol, sender: Kit): Identified {
    // The topic of a kit that is alone with its credential was judged already.
    const behind = this.registry.kitsBehind(sender.id);
    const alone = behind.length === 0 && protocol.carriesMany !== true;
    if (alone && envelope.transport === 'mqtt') return { kit: sender, protocol };
    const id = protocol.externalId(envelope);
    if (id === undefined) return { kit: sender, protocol };
    const owner = this.registry.kitByExternalId(protocol.id, id) ?? this.registry.kit(id);
    if (owner === undefined) {
      const itself = id === sender.id || protocol.carriesMany !== true;
      return itself ? { kit: sender, protocol } : { kit: undefined, refusal: 'unknown_sender' };
    }
    if (owner.id === sender.id) return { kit: sender, protocol };
    return owner.gateway === sender.id ? { kit: owner, protocol } : { kit: sender, refusal: 'foreign_topic' };
  }

  private identifyOpen(envelope: Envelope): Identified {
    const protocol = this.general.find((p) => p.recognises(envelope));
    if (protocol === undefined) return { kit: undefined, refusal: 'unknown_dialect' };
    const id = protocol.externalId(envelope);
    const kit =
      id === undefined
        ? undefined
        : (this.registry.kitByExternalId(protocol.id, id) ?? this.registry.kit(id));
    if (kit === undefined) return { kit: undefined, refusal: 'unknown_sender' };
    // Nothing is filed under the kit: a stranger must not be able to fill its receipts.
    return kit.open ? { kit, protocol } : { kit: undefined, refusal: 'token_needed' };
  }
}
