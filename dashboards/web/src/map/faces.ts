import { cluster, type Spot } from './cluster.ts';
import { type Offset, spread } from './spread.ts';

/** Colours of a class; undefined stands for silence. */
export type Paint = { readonly colour: string; readonly ink: string } | undefined;

/** One kit on the map. */
export interface Mark {
  readonly id: string;
  readonly lat: number;
  readonly lon: number;
  /** Number in the circle. */
  readonly text: string;
  /** What a screen reader says: name, value, words, age. */
  readonly label: string;
  readonly paint: Paint;
  readonly chosen: boolean;
}

/** What is said of several kits drawn as one. */
export interface ClusterLook {
  readonly label: string;
  readonly word: string;
  readonly paint: Paint;
}

/** What is drawn: a kit with its number, a kit as a spot without one, or several kits as one. */
export interface Face {
  /** Stays the same from one drawing to the next. */
  readonly key: string;
  readonly kind: 'kit' | 'spot' | 'cluster';
  readonly kits: readonly string[];
  readonly lat: number;
  readonly lon: number;
  readonly offset: Offset;
  readonly text: string;
  readonly word: string;
  readonly label: string;
  readonly paint: Paint;
  readonly chosen: boolean;
}

/** With more kits in view than this, close ones are drawn as one. */
export const MANY = 60;

/** Kits closer than this are drawn as one when there are many, CSS pixels: the diagonal of what stands for them, so that two never overlap. */
const TOGETHER = 96;

const STILL: Offset = { x: 0, y: 0 };

function single(mark: Mark, kind: 'kit' | 'spot', offset: Offset): Face {
  const { id, lat, lon, label, paint, chosen } = mark;
  const text = kind === 'kit' ? mark.text : '';
  return { key: id, kind, kits: [id], lat, lon, offset, text, word: '', label, paint, chosen };
}

/** Several kits stand where the first of them is: those places are far enough apart. */
function several(first: Mark, marks: readonly Mark[], describe: Crowd['describe']): Face {
  const kits = marks.map(({ id }) => id);
  const { lat, lon } = first;
  const text = String(kits.length);
  return {
    ...{ key: `cluster ${first.id}`, kind: 'cluster', kits, lat, lon, offset: STILL, text, chosen: false },
    ...describe(kits),
  };
}

/** Each kit with its number; those of one published position stand in a ring around it. */
export function fewFaces(marks: readonly Mark[]): Face[] {
  const offsets = spread(marks);
  return marks.map((mark, i) => single(mark, 'kit', offsets[i] ?? STILL));
}

export interface Crowd {
  /** Where a mark is, in pixels at the zoom shown. */
  project(mark: Mark): Spot;
  describe(kits: readonly string[]): ClusterLook;
}

/** Many kits: close ones as one, others as spots. The kit that is chosen stands alone with its number. */
export function manyFaces(marks: readonly Mark[], { project, describe }: Crowd): Face[] {
  const others = marks.filter(({ chosen }) => !chosen);
  const groups = cluster(others.map(project), TOGETHER).map((group) => group.flatMap((i) => others[i] ?? []));
  const faces = groups.flatMap((group) => {
    const [first, second] = group;
    if (first === undefined) return [];
    return second === undefined ? single(first, 'spot', STILL) : several(first, group, describe);
  });
  return [...faces, ...marks.filter(({ chosen }) => chosen).map((mark) => single(mark, 'kit', STILL))];
}
