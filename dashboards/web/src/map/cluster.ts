/** A place on the map in CSS pixels. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/**
 * Groups of spots that stand too close to be told apart, as indexes: every spot of a group is within `radius` of its
 * first, and first ones are at least `radius` apart. A spot alone is a group of one. In the order of the first ones.
 */
export function cluster(spots: readonly Spot[], radius: number): number[][] {
  const cells = new Map<string, number[]>();
  const cellOf = ({ x, y }: Spot): [number, number] => [Math.floor(x / radius), Math.floor(y / radius)];
  for (const [index, spot] of spots.entries()) {
    const key = cellOf(spot).join();
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, [index]);
    else cell.push(index);
  }
  const taken = new Set<number>();
  const near = (spot: Spot): number[] => {
    const [column, row] = cellOf(spot);
    const around = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => [column + dx, row + dy].join()));
    return around
      .flatMap((key) => cells.get(key) ?? [])
      .filter((index) => {
        const other = spots[index] ?? spot;
        return !taken.has(index) && Math.hypot(other.x - spot.x, other.y - spot.y) < radius;
      })
      .sort((a, b) => a - b);
  };
  return spots.flatMap((spot, index) => {
    if (taken.has(index)) return [];
    const group = near(spot);
    for (const member of group) taken.add(member);
    return [group];
  });
}
