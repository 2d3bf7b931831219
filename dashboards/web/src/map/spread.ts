/** Where a marker stands beside its true place, CSS pixels. */
export interface Offset {
  readonly x: number;
  readonly y: number;
}

const RADIUS = 24;

/**
 * Offsets that keep markers of one and the same published position apart: kits in one cell are published at its centre.
 * They stand in a ring around it; a marker alone stays in place. In the order of `positions`.
 */
export function spread(positions: readonly { readonly lat: number; readonly lon: number }[]): Offset[] {
  const groups = new Map<string, number[]>();
  for (const [index, { lat, lon }] of positions.entries()) {
    const key = `${lat.toFixed(6)},${lon.toFixed(6)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [index]);
    else group.push(index);
  }
  const offsets: Offset[] = positions.map(() => ({ x: 0, y: 0 }));
  for (const group of groups.values()) {
    if (group.length === 1) continue;
    const radius = Math.max(RADIUS, (group.length * 40) / (2 * Math.PI));
    for (const [place, index] of group.entries()) {
      const angle = (2 * Math.PI * place) / group.length - Math.PI / 2;
      offsets[index] = { x: Math.round(radius * Math.cos(angle)), y: Math.round(radius * Math.sin(angle)) };
    }
  }
  return offsets;
}
