import { expect, test } from 'vitest';
import { idFromName, placeOf } from './features.ts';

const options = {
  kind: 'neighbourhood' as const,
  name: 'NOM',
  source: 'the city, CC BY 4.0',
  simulated: false,
};
const ring = [
  [2, 41, 0],
  [2.1, 41, 0],
  [2.1, 41.1, 0],
  [2, 41, 0],
];
const feature = (properties: object, geometry: object = { type: 'Polygon', coordinates: [ring] }) => ({
  type: 'Feature',
  properties,
  geometry,
});

test.each([
  ['la Sagrada Família', 'la-sagrada-familia'],
  ["l'Antiga Esquerra de l'Eixample", 'l-antiga-esquerra-de-l-eixample'],
  [
    'Vallvidrera, el Tibidabo i les Planes — i encara més',
    'vallvidrera-el-tibidabo-i-les-planes-i-encara-me',
  ],
  ['Straße 9', 'stra-e-9'],
  ['中文', ''],
])('the id of %s', (name, id) => {
  expect(idFromName(name)).toBe(id);
});

test('a feature with heights becomes a place', () => {
  expect(placeOf(feature({ NOM: 'el Poblenou' }), options)).toEqual({
    id: 'el-poblenou',
    name: 'el Poblenou',
    kind: 'neighbourhood',
    source: 'the city, CC BY 4.0',
    simulated: false,
    geometry: { type: 'Polygon', coordinates: [ring] },
  });
});

test('ids and names may be numbers of a property', () => {
  expect(placeOf(feature({ NOM: 7, BARRI: '08' }), { ...options, id: 'BARRI' })).toMatchObject({
    id: '08',
    name: '7',
  });
});

test.each([
  ['no name', feature({}), /"NOM"/],
  ['a name of signs only', feature({ NOM: '···' }), /"id" is ""/],
  ['latitude first', feature({ NOM: 'a' }, { type: 'Point', coordinates: [41, 200] }), /longitude/],
  [
    'a kind of geometry that places do not have',
    feature({ NOM: 'a' }, { type: 'LineString', coordinates: [] }),
    /geometry/,
  ],
  ['not a feature', { type: 'Point' }, /"type"/],
  ['nothing', null, /an object/],
])('refused in words: %s', (_, given, words) => {
  expect(placeOf(given, options)).toMatch(words);
});
