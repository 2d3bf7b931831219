/** A rectangle by its middle, CSS pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A name that looks for room. */
export interface Name {
  readonly width: number;
  readonly height: number;
  /** Width of what it names; a name much wider than that would seem to name the neighbours too. */
  readonly outline: number;
  /** Middles of where it may stand, best first. */
  readonly spots: readonly { readonly x: number; readonly y: number }[];
}

function overlap(a: Box, b: Box): boolean {
  return 2 * Math.abs(a.x - b.x) < a.width + b.width && 2 * Math.abs(a.y - b.y) < a.height + b.height;
}

/** For each name the index of the first of its spots that is free of obstacles and of names before it; -1 where it finds none. */
export function placeNames(names: readonly Name[], obstacles: readonly Box[]): number[] {
  const taken = [...obstacles];
  return names.map(({ width, height, outline, spots }) => {
    if (width > 1.5 * outline) return -1;
    const free = spots.findIndex(({ x, y }) => !taken.some((box) => overlap(box, { x, y, width, height })));
    const spot = spots[free];
    if (spot !== undefined) taken.push({ ...spot, width, height });
    return free;
  });
}
