import type L from 'leaflet';
import { useEffect, useRef } from 'preact/hooks';
import type { Place, UiConfig } from '../api-types.ts';
import { useSpeech } from '../i18n/speech.ts';
import { addTiles, boundsOf, byImportance, createBaseMap, placesLayer } from '../map/base-map.ts';
import type { ClusterLook, Mark } from '../map/faces.ts';
import { KitMarkers } from '../map/kit-markers.ts';
import { PlaceNames } from '../map/place-names.ts';

export interface KitMapProps {
  readonly marks: readonly Mark[];
  readonly places: readonly Place[];
  readonly tiles: UiConfig['tiles'];
  open(kit: string): void;
  /** What is said of kits drawn as one. */
  describe(kits: readonly string[]): ClusterLook;
}

interface Standing {
  readonly map: L.Map;
  readonly markers: KitMarkers;
  readonly names: PlaceNames;
  fitted: boolean;
}

function fitView(standing: Standing, marks: readonly Mark[], outlines: L.LatLngBounds | undefined): void {
  if (standing.fitted) return;
  const points = marks.map(({ lat, lon }): L.LatLngTuple => [lat, lon]);
  if (points.length > 0)
    standing.map.fitBounds(points, {
      paddingTopLeft: [standing.map.getSize().x < 480 ? 28 : 72, 48],
      paddingBottomRight: [28, 48],
      maxZoom: 17,
      animate: false,
    });
  else if (outlines?.isValid()) standing.map.fitBounds(outlines, { animate: false });
  standing.fitted = points.length > 0;
}

/** The map of kits over the outlines of places. It fits what it shows once, then leaves the view to the reader. */
export function KitMap(props: KitMapProps) {
  const { marks, places, tiles } = props;
  const { say, lang } = useSpeech();
  const element = useRef<HTMLDivElement>(null);
  const standing = useRef<Standing>(undefined);
  const newest = useRef(props);
  newest.current = props;
  useEffect(() => {
    if (element.current === null) return;
    const words = { zoomIn: say('map_zoom_in'), zoomOut: say('map_zoom_out'), label: say('map_label') };
    const map = createBaseMap(element.current, words);
    const names = new PlaceNames(map);
    const markers = new KitMarkers(map, {
      open: (kit) => newest.current.open(kit),
      describe: (kits) => newest.current.describe(kits),
      drawn: () => names.arrange(markers.boxes()),
    });
    standing.current = { map, markers, names, fitted: false };
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
    now.names.show(byImportance(places));
    now.names.arrange(now.markers.boxes());
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
