/** Sorts by kit in the order of `kits`, then by channel; otherwise the order stays. */
export function byName<T extends { readonly kit: string; readonly channel: string }>(
  list: readonly T[],
  kits: readonly string[],
): T[] {
  const position = new Map<string, number>();
  for (const kit of kits) if (!position.has(kit)) position.set(kit, position.size);
  const place = (kit: string) => position.get(kit) ?? position.size;
  return [...list].sort((a, b) => place(a.kit) - place(b.kit) || compareText(a.channel, b.channel));
}

/** Order of two texts by code unit, the same everywhere. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
