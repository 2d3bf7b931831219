import type { Geometry, Position } from '../../domain/geo.ts';
import { type Place, placeSchema } from '../../domain/project.ts';
import { at } from './streets.ts';

const SOURCE = 'Our own drawing for the demonstration, from street names; not survey data. CC0-1.0.';

function polygon(corners: readonly Position[]): Geometry {
  const ring = [...corners, ...corners.slice(0, 1)].map(({ lat, lon }) => [lon, lat]);
  return { type: 'Polygon', coordinates: [ring] };
}

function point({ lat, lon }: Position): Geometry {
  return { type: 'Point', coordinates: [lon, lat] };
}

function place(given: Pick<Place, 'id' | 'name' | 'kind' | 'geometry'>): Place {
  return placeSchema.parse({ ...given, source: SOURCE, simulated: true });
}

/** The Poblenou Superblock, what lies around it, and two places where kits are built. */
export const PLACES: readonly Place[] = [
  place({
    id: 'demo-superilla-poblenou',
    name: 'Superilla del Poblenou',
    kind: 'superblock',
    geometry: polygon([
      at('badajoz', 'pallars'),
      at('llacuna', 'pallars'),
      at('llacuna', 'tanger'),
      at('badajoz', 'tanger'),
    ]),
  }),
  place({
    id: 'demo-llacuna-del-poblenou',
    name: 'La Llacuna del Poblenou',
    kind: 'neighbourhood',
    geometry: polygon([at(-4, -3), at(6, -3), at(6, 4), at(-4, 4)]),
  }),
  place({
    id: 'demo-carrer-de-pallars',
    name: 'Carrer de Pallars',
    kind: 'street',
    geometry: polygon([at(-3, -0.13), at(5, -0.13), at(5, 0.13), at(-3, 0.13)]),
  }),
  place({
    id: 'demo-fab-lab-barcelona',
    name: 'Fab Lab Barcelona (Pujades 102)',
    kind: 'fab-lab',
    geometry: point(at(-0.5, 'pujades')),
  }),
  place({
    id: 'demo-ateneu-poblenou',
    name: 'Ateneu de Fabricació (demonstration)',
    kind: 'ateneu',
    geometry: point(at('bilbao', 'llull')),
  }),
];
