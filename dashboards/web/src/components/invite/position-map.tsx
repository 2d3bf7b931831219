import type { Map as LeafletMap } from 'leaflet';
import { useEffect, useRef } from 'preact/hooks';
import type { Position } from '../../../../../domain/geo.ts';
import type { Precision } from '../../../../../domain/grid.ts';
import type { Place } from '../../api-types.ts';
import { useData } from '../../hooks/use-data.ts';
import { useUiConfig } from '../../hooks/use-ui-config.ts';
import { useSpeech } from '../../i18n/speech.ts';
import { addTiles, boundsOf, byImportance, createBaseMap, placesLayer } from '../../map/base-map.ts';
import { createPicker, type Picker } from '../../map/picker.ts';
import { PlaceNames } from '../../map/place-names.ts';

interface Standing {
  readonly map: LeafletMap;
  readonly picker: Picker;
  readonly names: PlaceNames;
}

/** Draws the outlines and answers what takes them away; looks at them unless the reader looks at a position already. */
function draw({ map, names }: Standing, places: readonly Place[], look: boolean): () => void {
  const outlines = placesLayer(places).addTo(map);
  const bounds = boundsOf(places);
  if (look && bounds.isValid()) map.fitBounds(bounds, { padding: [24, 24], animate: false });
  names.show(byImportance(places));
  names.arrange([]);
  return () => {
    outlines.remove();
  };
}

export interface PositionMapProps {
  readonly position: Position | undefined;
  readonly precision: Precision;
  pick(position: Position): void;
}

/** A map to click a position on; the cell that will be published is drawn around it. */
export function PositionMap({ position, precision, pick }: PositionMapProps) {
  const { say, lang } = useSpeech();
  const { tiles } = useUiConfig();
  const places = useData<{ places: Place[] }>('/places').value?.places;
  const element = useRef<HTMLDivElement>(null);
  const standing = useRef<Standing>(undefined);
  const picked = useRef(pick);
  picked.current = pick;
  useEffect(() => {
    if (element.current === null) return;
    const label = say('field_position_map');
    const map = createBaseMap(element.current, {
      zoomIn: say('map_zoom_in'),
      zoomOut: say('map_zoom_out'),
      label,
    });
    const names = new PlaceNames(map);
    map.on('zoomend', () => names.arrange([]));
    standing.current = { map, names, picker: createPicker(map, (at) => picked.current(at)) };
    return () => {
      map.remove();
      standing.current = undefined;
    };
  }, [lang]);
  useEffect(() => {
    if (standing.current === undefined || places === undefined) return;
    return draw(standing.current, places, position === undefined);
  }, [places, lang]);
  useEffect(() => {
    if (standing.current !== undefined) addTiles(standing.current.map, tiles);
  }, [tiles, lang]);
  useEffect(
    () => standing.current?.picker.show(position, precision),
    [position?.lat, position?.lon, precision, lang],
  );
  return <div ref={element} class="map map-picker" />;
}
