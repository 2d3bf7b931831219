import type { Envelope } from '../domain/envelope.ts';
import type { Kit } from '../domain/kit.ts';
import type { RefusalCode } from '../domain/refusal.ts';
import type { Protocol } from '../protocols/contract.ts';
import type { Registry } from '../registry/contract.ts';

/** Who sent a message and who reads it, or why nobody does. */
export type Identified =
  | { readonly kit: Kit; readonly protocol: Protocol }
  /** `kit` is set where the sender is known. */
  | { readonly kit: Kit | undefined; readonly refusal: RefusalCode };

/** Finds sender and dialect of messages. */
export class Identifier {
  private readonly byId: ReadonlyMap<string, Protocol>;
  private readonly protocols: readonly Protocol[];
  private readonly registry: Registry;

  constructor(protocols: readonly Protocol[], registry: Registry) {
    this.protocols = protocols;
    this.byId = new Map(protocols.map((p) => [p.id, p]));
    this.registry = registry;
  }

  /** The kit's registered dialect wins; otherwise the one protocol that recognises the message. */
  identify(envelope: Envelope): Identified {
    if (envelope.sender.kind === 'open') return this.identifyOpen(envelope);
    const kit = this.registry.kit(envelope.sender.kit);
    if (kit === undefined) return { kit: undefined, refusal: 'unknown_sender' };
    const protocol = this.protocolFor(envelope, kit.dialect);
    if (protocol === undefined) return { kit, refusal: 'unknown_dialect' };
    return this.belongsToAnother(envelope, protocol, kit)
      ? { kit, refusal: 'foreign_topic' }
      : { kit, protocol };
  }

  private protocolFor(envelope: Envelope, dialect: string): Protocol | undefined {
    const own = this.byId.get(dialect);
    if (own?.recognises(envelope)) return own;
    return this.protocols.find((p) => p !== own && p.recognises(envelope));
  }

  /** Over HTTP the identifier stands in the body: one that is registered for another kit is not this kit's to use. */
  private belongsToAnother(envelope: Envelope, protocol: Protocol, kit: Kit): boolean {
    if (envelope.transport !== 'http') return false;
    const id = protocol.externalId(envelope);
    if (id === undefined) return false;
    const owner = this.registry.kitByExternalId(protocol.id, id);
    return owner !== undefined && owner.id !== kit.id;
  }

  private identifyOpen(envelope: Envelope): Identified {
    const protocol = this.protocols.find((p) => p.recognises(envelope));
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
