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

/** Kinds of which a city has so many that their names only fit at a near zoom. */
const MINOR = new Set<Place['kind']>(['neighbourhood', 'district', 'other']);
const MINOR_FROM_ZOOM = 14;
/** Names of places stand under the kits' circles: above shadows (500), below markers (600). */
const NAMES = 'place-names';

/** A map with zoom buttons and a scale, without tiles unless the server named some. */
export function createBaseMap(element: HTMLElement, words: MapWords): L.Map {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const map = L.map(element, {
    zoomControl: false,
    fadeAnimation: !still,
    zoomAnimation: !still,
    markerZoomAnimation: !still,
    inertia: !still,
    minZoom: 3,
    maxZoom: 19,
  });
  map.createPane(NAMES).style.zIndex = '550';
  map.attributionControl.setPrefix(false);
  L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  element.setAttribute('role', 'region');
  element.setAttribute('aria-label', words.label);
  const near = () => element.classList.toggle('map-near', map.getZoom() >= MINOR_FROM_ZOOM);
  map.on('zoomend', near);
  map.setView(HOME, 13);
  return map;
}

/** Puts the configured tiles under everything else. */
export function addTiles(map: L.Map, tiles: UiConfig['tiles']): void {
  if (tiles === null) return;
  L.tileLayer(tiles.url, { attribution: tiles.attribution, maxZoom: 19 }).addTo(map);
}

function outline(place: Place): L.GeoJSON {
  const minor = MINOR.has(place.kind);
  const name = document.createElement('span');
  name.textContent = place.name;
  const layer = L.geoJSON(place.geometry as GeoJSON.Geometry, {
    interactive: false,
    style: { className: minor ? 'outline outline-minor' : 'outline' },
    pointToLayer: (_, at) =>
      L.circleMarker(at, { radius: 5, interactive: false, className: 'outline-point' }),
  });
  const point = place.geometry.type === 'Point';
  return layer.bindTooltip(name, {
    permanent: true,
    direction: point ? 'bottom' : 'center',
    className: minor ? 'place-name place-name-minor' : 'place-name',
    pane: NAMES,
  });
}

/** What to look at while no kit tells: Superblocks and labs, else everything, else nothing (the bounds are then not valid). */
export function boundsOf(places: readonly Place[]): L.LatLngBounds {
  const major = places.filter(({ kind }) => !MINOR.has(kind));
  return L.featureGroup((major.length > 0 ? major : places).map(outline)).getBounds();
}

/** Outlines of places with their names; neighbourhoods are named only at a near zoom. */
export function placesLayer(places: readonly Place[]): L.FeatureGroup {
  const kinds = [...places].sort((a, b) => Number(MINOR.has(b.kind)) - Number(MINOR.has(a.kind)));
  return L.featureGroup(kinds.map(outline));
}
