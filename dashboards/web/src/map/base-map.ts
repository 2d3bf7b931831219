import L from 'leaflet';
import type { Place, UiConfig } from '../api-types.ts';

/** Words that the map's own controls need. */
export interface MapWords {
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly label: string;
}

/** Barcelona, shown while there is nothing to show. */
const HOME: L.LatLngTuple = [41.394, 2.18];

/** Kinds that cover a whole city: drawn faintly, named where room is left. */
const MINOR = new Set<Place['kind']>(['neighbourhood', 'district', 'other']);

/** A map with zoom buttons and a scale, without tiles unless the server named some. */
export function createBaseMap(element: HTMLElement, words: MapWords): L.Map {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const map = L.map(element, {
    zoomControl: false,
    fadeAnimation: !still,
    zoomAnimation: !still,
    markerZoomAnimation: !still,
    inertia: !still,
    // Without tiles, which are drawn for whole zooms, any zoom looks as good.
    zoomSnap: 0.25,
    minZoom: 3,
    maxZoom: 19,
  });
  map.attributionControl.setPrefix(false);
  L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  element.setAttribute('role', 'region');
  element.setAttribute('aria-label', words.label);
  map.setView(HOME, 13);
  // The map's height follows what stands below it, not only the window's.
  const resized = new ResizeObserver(() => map.invalidateSize({ animate: false }));
  resized.observe(element);
  map.on('unload', () => resized.disconnect());
  return map;
}

/** Puts the configured tiles under everything else. */
export function addTiles(map: L.Map, tiles: UiConfig['tiles']): void {
  if (tiles === null) return;
  map.options.zoomSnap = 1;
  L.tileLayer(tiles.url, { attribution: tiles.attribution, maxZoom: 19 }).addTo(map);
}

function outline(place: Place): L.GeoJSON {
  const minor = MINOR.has(place.kind);
  return L.geoJSON(place.geometry as GeoJSON.Geometry, {
    interactive: false,
    style: { className: minor ? 'outline outline-minor' : 'outline' },
    pointToLayer: (_, at) =>
      L.circleMarker(at, { radius: 5, interactive: false, className: 'outline-point' }),
  });
}

/** What to look at while no kit tells: Superblocks and labs, else everything, else nothing (the bounds are then not valid). */
export function boundsOf(places: readonly Place[]): L.LatLngBounds {
  const major = places.filter(({ kind }) => !MINOR.has(kind));
  return L.featureGroup((major.length > 0 ? major : places).map(outline)).getBounds();
}

/** Places with whether they are minor, the others first. */
export function byImportance(places: readonly Place[]): { place: Place; minor: boolean }[] {
  return places
    .map((place) => ({ place, minor: MINOR.has(place.kind) }))
    .sort((a, b) => Number(a.minor) - Number(b.minor));
}

/** Outlines of places, minor ones below. */
export function placesLayer(places: readonly Place[]): L.FeatureGroup {
  return L.featureGroup(
    byImportance(places)
      .map(({ place }) => outline(place))
      .reverse(),
  );
}
