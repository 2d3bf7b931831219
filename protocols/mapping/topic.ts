import type { Addressee } from '../contract.ts';

/** The topic filter of a kit that is read by a mapping: the mapping's own, else `kits/<kit>/raw`. */
export function topicOf({ kit, externalId, mapping }: Addressee): string {
  const topic = mapping?.topic ?? 'kits/{kit}/raw';
  return topic.replaceAll('{kit}', kit).replaceAll('{id}', externalId);
}
