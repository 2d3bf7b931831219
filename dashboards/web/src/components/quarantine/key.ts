import type { QuarantinedSender } from '../../maker-types.ts';

/** Whose messages: those of a device, or of a kit, or of a topic where neither is known. */
export function keyOf({ dialect, device, kit, topic }: QuarantinedSender): Record<string, string> {
  if (dialect !== '' && device !== '') return { dialect, device };
  return kit === '' ? { topic } : { kit };
}
