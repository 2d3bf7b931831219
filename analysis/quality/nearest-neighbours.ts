import type { Position } from '../../domain/geo.ts';

const EARTH = 6_371_000;
const RADIANS = Math.PI / 180;
/** Shares of the radius that are looked through, the nearest first: in a crowd few have to be compared. */
const REACHES = [1 / 16, 1 / 8, 1 / 4, 1 / 2, 1];
const AROUND = [-1, 0, 1];

/** Places on the sphere, in space, metres. */
interface Points {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
}

function pointsOf(positions: readonly Position[]): Points {
  const flat = (lat: number) => Math.cos(lat * RADIANS) * EARTH;
  return {
    x: Float64Array.from(positions, ({ lat, lon }) => flat(lat) * Math.cos(lon * RADIANS)),
    y: Float64Array.from(positions, ({ lat, lon }) => flat(lat) * Math.sin(lon * RADIANS)),
    z: Float64Array.from(positions, ({ lat }) => EARTH * Math.sin(lat * RADIANS)),
  };
}

/** Cells as large as the reach, in space, so that neighbours are in the 27 cells around a place, at the poles and at 180° too. */
class Cells {
  readonly #cells = new Map<string, number[]>();
  readonly #points: Points;
  readonly #size: number;

  constructor(points: Points, size: number) {
    this.#points = points;
    this.#size = size;
    for (let i = 0; i < points.x.length; i++) {
      const key = this.#cellOf(i).join();
      const cell = this.#cells.get(key);
      if (cell === undefined) this.#cells.set(key, [i]);
      else cell.push(i);
    }
  }

  #cellOf(i: number): [number, number, number] {
    const { x, y, z } = this.#points;
    const at = (axis: Float64Array) => Math.floor((axis[i] as number) / this.#size);
    return [at(x), at(y), at(z)];
  }

  /** Everything that may lie within the size of a cell. */
  *around(i: number): Generator<number[]> {
    const [x, y, z] = this.#cellOf(i);
    for (const dx of AROUND)
      for (const dy of AROUND)
        for (const dz of AROUND) {
          const cell = this.#cells.get(`${x + dx},${y + dy},${z + dz}`);
          if (cell !== undefined) yield cell;
        }
  }
}

/** Squares of the straight lines through the sphere that places not farther away than `radius` along it are apart. */
function chord(radius: number): number {
  return (2 * EARTH * Math.sin(Math.min(radius / EARTH, Math.PI) / 2)) ** 2;
}

/**
 * For each position the places of the nearest others at most `radius` m away, nearest first, at most `most` of them. Costs little
 * more where all stand in one city, as pairs of all with all would.
 */
export function nearestNeighbours(
  positions: readonly Position[],
  { radius, most }: { radius: number; most: number },
): readonly (readonly number[])[] {
  const points = pointsOf(positions);
  const { x, y, z } = points;
  const square = (i: number, j: number) =>
    ((x[i] as number) - (x[j] as number)) ** 2 +
    ((y[i] as number) - (y[j] as number)) ** 2 +
    ((z[i] as number) - (z[j] as number)) ** 2;
  const found: number[][] = positions.map(() => []);
  let open = positions.map((_, i) => i);
  for (const share of REACHES) {
    const cells = new Cells(points, radius * share);
    const limit = chord(radius * share);
    for (const i of open) {
      const near: (readonly [place: number, square: number])[] = [];
      for (const cell of cells.around(i))
        for (const j of cell) {
          const apart = square(i, j);
          if (j !== i && apart <= limit) near.push([j, apart]);
        }
      near.sort((a, b) => a[1] - b[1] || a[0] - b[0]);
      found[i] = near.slice(0, most).map(([j]) => j);
    }
    open = open.filter((i) => (found[i] as number[]).length < most);
  }
  return found;
}
