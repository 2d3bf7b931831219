import { expect, it } from 'vitest';
import { fewFaces, type Mark, manyFaces } from './faces.ts';

const mark = (id: string, lat: number, more: Partial<Mark> = {}): Mark => ({
  ...{ id, lat, lon: 2, text: '9', label: id, paint: undefined, chosen: false },
  ...more,
});
const crowd = {
  project: ({ lat, lon }: Mark) => ({ x: lon, y: lat }),
  describe: (kits: readonly string[]) => ({ label: kits.join('+'), word: 'fair', paint: undefined }),
};

it('Few kits show their numbers', () => {
  expect(fewFaces([mark('a', 0), mark('b', 10)]).map(({ kind, text }) => [kind, text])).toEqual([
    ['kit', '9'],
    ['kit', '9'],
  ]);
});

it('Of many kits close ones are drawn as one where the first is, with their number, and those apart as spots', () => {
  const faces = manyFaces([mark('a', 0), mark('b', 10), mark('c', 500)], crowd);
  expect(faces).toMatchObject([
    { kind: 'cluster', kits: ['a', 'b'], lat: 0, text: '2', label: 'a+b', word: 'fair' },
    { kind: 'spot', kits: ['c'], text: '' },
  ]);
});

it('The kit that is chosen is never hidden among others', () => {
  const faces = manyFaces([mark('a', 0), mark('b', 1, { chosen: true }), mark('c', 2)], crowd);
  expect(faces.map(({ kind, kits }) => [kind, kits])).toEqual([
    ['cluster', ['a', 'c']],
    ['kit', ['b']],
  ]);
});
