import type { Sender } from '../domain/envelope.ts';

/** What of a CONNECT decides who the client is. */
interface Identifier {
  readonly clientId: string;
  readonly clean?: boolean | undefined;
  readonly protocolVersion?: number | undefined;
}

/**
 * Why a client id is refused with return code 2; undefined when it may stay. Empty means "give me one", which needs a
 * clean session [MQTT-3.1.3-8] and did not exist in MQTT 3.1.
 */
export function identifierFault(packet: Identifier, maxBytes: number): string | undefined {
  if (packet.clientId === '') {
    if (packet.protocolVersion === 3) return 'empty client id in MQTT 3.1';
    return packet.clean === true ? undefined : 'empty client id without a clean session [MQTT-3.1.3-8]';
  }
  if (packet.clientId.includes('\0')) return 'U+0000 in the client id [MQTT-1.5.3-2]';
  return Buffer.byteLength(packet.clientId) > maxBytes ? 'client id too long' : undefined;
}

/** Whose sessions a client's are: the kit's, or those of its address on the open listener. */
export function ownerOf(sender: Sender, address: string): string {
  return sender.kind === 'kit' ? `kit/${sender.kit}` : `open/${address}`;
}
