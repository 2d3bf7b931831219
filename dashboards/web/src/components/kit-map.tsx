import type L from 'leaflet';
import { useEffect, useRef } from 'preact/hooks';
import type { Place, UiConfig } from '../api-types.ts';
import { useSpeech } from '../i18n/speech.ts';
import { addTiles, boundsOf, createBaseMap, placesLayer } from '../map/base-map.ts';
import { KitMarkers, type Mark } from '../map/kit-markers.ts';

export interface KitMapProps {
  readonly marks: readonly Mark[];
  readonly places: readonly Place[];
  readonly tiles: UiConfig['tiles'];
  open(kit: string): void;
}

interface Standing {
  readonly map: L.Map;
  readonly markers: KitMarkers;
  fitted: boolean;
}

function fitView(standing: Standing, marks: readonly Mark[], outlines: L.LatLngBounds | undefined): void {
  if (standing.fitted) return;
  const points = marks.map(({ lat, lon }): L.LatLngTuple => [lat, lon]);
  if (points.length > 0)
    standing.map.fitBounds(points, {
      paddingTopLeft: [72, 48],
      paddingBottomRight: [48, 56],
      maxZoom: 17,
      animate: false,
    });
  else if (outlines?.isValid()) standing.map.fitBounds(outlines, { animate: false });
  standing.fitted = points.length > 0;
}

/** The map of kits over the outlines of places. It fits what it shows once, then leaves the view to the reader. */
export function KitMap({ marks, places, tiles, open }: KitMapProps) {
  const { say, lang } = useSpeech();
  const element = useRef<HTMLDivElement>(null);
  const standing = useRef<Standing>(undefined);
  const opened = useRef(open);
  opened.current = open;
  useEffect(() => {
    if (element.current === null) return;
    const words = { zoomIn: say('map_zoom_in'), zoomOut: say('map_zoom_out'), label: say('map_label') };
    const map = createBaseMap(element.current, words);
    standing.current = { map, markers: new KitMarkers(map, (id) => opened.current(id)), fitted: false };
    return () => {
      map.remove();
      standing.current = undefined;
    };
  }, [lang]);
  useEffect(() => {
    if (standing.current !== undefined) addTiles(standing.current.map, tiles);
  }, [tiles, lang]);
  useEffect(() => {
    const now = standing.current;
    if (now === undefined) return;
    const outlines = placesLayer(places).addTo(now.map);
    fitView(now, [], boundsOf(places));
    return () => {
      outlines.remove();
    };
  }, [places, lang]);
  useEffect(() => {
    const now = standing.current;
    if (now === undefined) return;
    now.markers.show(marks);
    fitView(now, marks, undefined);
  }, [marks, lang]);
  const chosen = marks.find((mark) => mark.chosen);
  useEffect(() => {
    if (chosen !== undefined) standing.current?.markers.reveal(chosen.id);
  }, [chosen?.id]);
  return <div ref={element} class="map" />;
}
