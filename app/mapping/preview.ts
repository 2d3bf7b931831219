import type { Envelope } from '../../domain/envelope.ts';
import type { Kit } from '../../domain/kit.ts';
import { namespaced, phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { Identifier } from '../../ingest/identify.ts';
import { withMeanings } from '../../ingest/meanings.ts';
import type { Attempt, PreviewedMessage, PreviewedValue } from '../../open-data/maker.ts';
import { PROTOCOLS } from '../../protocols/catalogue.ts';
import type { Decoded, Found, Protocol } from '../../protocols/contract.ts';
import { MAPPING } from '../../protocols/mapping/protocol.ts';
import type { House } from '../house.ts';

function previewedOf(
  { phenomenon, path, channel, value, time }: Found,
  name: string,
): PreviewedValue | undefined {
  const id = phenomenonOf(phenomenon)?.id ?? namespaced(phenomenon);
  if (id === undefined || !Number.isFinite(value)) return undefined;
  const isInstant = time === undefined || Math.abs(time) <= 8.64e15;
  return { path, name, phenomenon: id, channel, value, time: isInstant ? time : undefined };
}

/** What a decoder found, each under its meaning, and what cannot be kept of it. */
function meant(decoded: Decoded, meanings: Kit['meanings']): Pick<PreviewedMessage, 'found' | 'refused'> {
  const found: PreviewedValue[] = [];
  const refused: Refusal[] = [...decoded.refused];
  for (const one of decoded.found) {
    const alone = withMeanings({ ...decoded, found: [one], refused: [] }, meanings);
    refused.push(...alone.refused);
    for (const named of alone.found) {
      const value = previewedOf(named, one.phenomenon);
      if (value === undefined) refused.push({ code: 'bad_name', path: one.path });
      else found.push(value);
    }
  }
  return { found, refused };
}

/** Reads messages of a kit as an attempt says, as ingest would. */
export class Preview {
  readonly #house: House;
  readonly #identifier: Identifier;

  constructor(house: House) {
    this.#house = house;
    this.#identifier = new Identifier(PROTOCOLS, house.registry);
  }

  /** One message of the kit. */
  read(envelope: Envelope, kit: Kit, { mapping, meanings = kit.meanings }: Attempt): PreviewedMessage {
    const protocol = mapping === undefined ? this.#protocolOf(envelope) : MAPPING;
    const { received, topic, payload } = envelope;
    const about = { received, topic, payload, dialect: protocol?.id ?? '' };
    if (protocol === undefined)
      return { ...about, found: [], refused: [{ code: 'unknown_dialect', path: '' }], missing: 0 };
    const decoded = this.#decode(envelope, protocol, { ...kit, mapping: mapping ?? kit.mapping });
    if (decoded === undefined)
      return { ...about, found: [], refused: [{ code: 'decoder_failed', path: '' }], missing: 0 };
    return { ...about, ...meant(decoded, meanings), missing: decoded.missing };
  }

  #protocolOf(envelope: Envelope): Protocol | undefined {
    const identified = this.#identifier.identify(envelope);
    return 'protocol' in identified ? identified.protocol : undefined;
  }

  #decode(envelope: Envelope, protocol: Protocol, kit: Kit): Decoded | undefined {
    const state =
      protocol.stateful === true ? this.#house.registry.dialectState(kit.id, protocol.id) : undefined;
    try {
      return protocol.decode(envelope, state === undefined ? kit : { ...kit, state });
    } catch (error) {
      this.#house.log.warn({ err: error, protocol: protocol.id }, 'decoder failed in a preview');
      return undefined;
    }
  }
}
