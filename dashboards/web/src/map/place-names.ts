import L from 'leaflet';
import type { Place } from '../api-types.ts';
import type { Spot } from './cluster.ts';
import { type Box, type Name, placeNames } from './place-spots.ts';

/** Names of places stand under the kits' circles: above shadows (500), below markers (600). */
const PANE = 'place-names';
const HEIGHT = 20;
/** How far a name stands from the edge or the point it names, CSS pixels. */
const GAP = 12;

interface Standing {
  readonly marker: L.Marker;
  readonly text: HTMLElement;
  readonly point: boolean;
  readonly bounds: L.LatLngBounds;
}

function nameOf(place: Place, minor: boolean): Standing {
  const text = document.createElement('span');
  text.className = minor ? 'place-name place-name-minor' : 'place-name';
  text.textContent = place.name;
  const bounds = L.geoJSON(place.geometry as GeoJSON.Geometry).getBounds();
  const icon = L.divIcon({ className: 'place-spot', html: text, iconSize: [0, 0] });
  const marker = L.marker(bounds.getCenter(), { icon, interactive: false, keyboard: false, pane: PANE });
  return { marker, text, point: place.geometry.type === 'Point', bounds };
}

interface Edges {
  readonly north: number;
  readonly south: number;
  /** The middle from west to east. */
  readonly x: number;
}

function insideFirst({ north, south, x }: Edges): Spot[] {
  const inside = [0.5, 0.35, 0.65, 0.2, 0.8].map((part) => ({ x, y: north + part * (south - north) }));
  return [...inside, { x, y: north - GAP }, { x, y: south + GAP }];
}

function aroundPoint({ north, south, x }: Edges, width: number): Spot[] {
  const aside = width / 2 + GAP;
  const beside = [x - aside, x + aside].map((at) => ({ x: at, y: north }));
  return [{ x, y: south + 1.5 * GAP }, { x, y: north - 1.5 * GAP }, ...beside];
}

/** Names of places on a map; they make room for the kits' circles and for each other, and are left out where there is none. */
export class PlaceNames {
  readonly #map: L.Map;
  #names: readonly Standing[] = [];

  constructor(map: L.Map) {
    this.#map = map;
    map.createPane(PANE).style.zIndex = '550';
  }

  /** Names exactly these, the most important first. */
  show(places: readonly { readonly place: Place; readonly minor: boolean }[]): void {
    for (const { marker } of this.#names) marker.remove();
    this.#names = places.map(({ place, minor }) => nameOf(place, minor));
    for (const { marker } of this.#names) marker.addTo(this.#map);
  }

  /** Puts the names where none of `obstacles`, in pixels of the map's layer, stands. */
  arrange(obstacles: readonly Box[]): void {
    const wanted = this.#names.map((name) => this.#wish(name));
    for (const [i, spot] of placeNames(wanted, obstacles).entries()) {
      const { marker, text } = this.#names[i] ?? {};
      const at = wanted[i]?.spots[spot];
      text?.classList.toggle('place-name-hidden', at === undefined);
      if (at !== undefined) marker?.setLatLng(this.#map.layerPointToLatLng([at.x, at.y]));
    }
  }

  /** Where a name would stand: inside near the middle, above, or below; beside a point. Never cut by the map's edge. */
  #wish({ text, point, bounds }: Standing): Name {
    const width = text.offsetWidth;
    const north = this.#map.latLngToLayerPoint(bounds.getNorthWest());
    const south = this.#map.latLngToLayerPoint(bounds.getSouthEast());
    const edges = { north: north.y, south: south.y, x: (north.x + south.x) / 2 };
    const spots = point ? aroundPoint(edges, width) : insideFirst(edges);
    const { x: left } = this.#map.containerPointToLayerPoint([width / 2 + GAP, 0]);
    const right = left + this.#map.getSize().x - width - 2 * GAP;
    const seen = ({ x }: Spot) => x >= left && x <= right;
    return {
      width,
      height: HEIGHT,
      outline: point ? Number.POSITIVE_INFINITY : south.x - north.x,
      spots: spots.filter(seen),
    };
  }
}
