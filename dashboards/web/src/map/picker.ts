import L from 'leaflet';
import type { Position } from '../../../../domain/geo.ts';
import { cellOf, type Precision } from '../../../../domain/grid.ts';

/** Shows a private position and the cell that will be published for it, and reports where the reader clicks. */
export interface Picker {
  show(position: Position | undefined, precision: Precision): void;
}

/** Makes `map` a place to choose a position on. */
export function createPicker(map: L.Map, pick: (position: Position) => void): Picker {
  const drawn = L.layerGroup().addTo(map);
  map.on('click', ({ latlng }) => {
    const at = latlng.wrap();
    pick({ lat: Number(at.lat.toFixed(6)), lon: Number(at.lng.toFixed(6)) });
  });
  return {
    show(position, precision) {
      drawn.clearLayers();
      if (position === undefined) return;
      const { centre, halfLat, halfLon } = cellOf(position, precision);
      if (precision > 0) {
        const corners: L.LatLngBoundsLiteral = [
          [centre.lat - halfLat, centre.lon - halfLon],
          [centre.lat + halfLat, centre.lon + halfLon],
        ];
        L.rectangle(corners, { interactive: false, className: 'cell' }).addTo(drawn);
        L.circleMarker([centre.lat, centre.lon], {
          radius: 7,
          interactive: false,
          className: 'cell-centre',
        }).addTo(drawn);
      }
      L.circleMarker([position.lat, position.lon], {
        radius: 5,
        interactive: false,
        className: 'exact',
      }).addTo(drawn);
      const seen = map.getBounds().contains([position.lat, position.lon]) && map.getZoom() >= 14;
      if (!seen) map.setView([position.lat, position.lon], Math.max(map.getZoom(), 15), { animate: false });
    },
  };
}
