import L from 'leaflet';
import { type ClusterLook, type Face, fewFaces, MANY, type Mark, manyFaces } from './faces.ts';
import { Pin } from './pin.ts';
import type { Box } from './place-spots.ts';

/** Width of a map beside whose circles the panel fits, and the room it takes, CSS pixels; see `.panel`. */
const WIDE = 560;
const PANEL = 350;

export interface MarkersUse {
  open(kit: string): void;
  /** What is said of kits drawn as one. */
  describe(kits: readonly string[]): ClusterLook;
  /** Called after every drawing. */
  drawn(): void;
}

/** Keeps the circles of a map in step with the marks given, changing elements in place so that focus stays where it is. */
export class KitMarkers {
  readonly #map: L.Map;
  readonly #layer: L.LayerGroup;
  readonly #pins = new Map<string, Pin>();
  readonly #use: MarkersUse;
  #marks: readonly Mark[] = [];
  /** Kit whose circle, or whose group's, takes the focus after the map moved. */
  #awaited: string | undefined;

  constructor(map: L.Map, use: MarkersUse) {
    this.#map = map;
    this.#layer = L.layerGroup().addTo(map);
    this.#use = use;
    map.on('moveend', () => this.#draw());
  }

  /** Shows exactly these marks. */
  show(marks: readonly Mark[]): void {
    this.#marks = marks;
    this.#draw();
  }

  /** Where circles stand, in pixels of the map's layer. */
  boxes(): Box[] {
    return [...this.#pins.values()].map((pin) => pin.box(this.#map));
  }

  /** Moves the map so that a kit's circle is not under its panel, which on a wide map stands at the upper right. */
  reveal(id: string): void {
    const at = this.#marks.find((mark) => mark.id === id);
    if (at === undefined) return;
    const right = this.#map.getSize().x >= WIDE ? PANEL : 56;
    this.#map.panInside([at.lat, at.lon], { paddingTopLeft: [56, 56], paddingBottomRight: [right, 56] });
  }

  /** Circles for what is in view and around it; all of them while there are few. */
  #faces(): Face[] {
    const marks = this.#marks;
    if (marks.length <= MANY) return fewFaces(marks);
    const view = this.#map.getBounds();
    const around = view.pad(0.5);
    const inView = marks.filter(({ lat, lon }) => view.contains([lat, lon]));
    const faces =
      inView.length <= MANY
        ? fewFaces(marks.filter(({ lat, lon }) => around.contains([lat, lon])))
        : manyFaces(marks, {
            project: ({ lat, lon }) => this.#map.project([lat, lon]),
            describe: this.#use.describe,
          });
    return faces.filter(({ lat, lon }) => around.contains([lat, lon]));
  }

  #draw(): void {
    const faces = this.#faces();
    const wanted = new Set(faces.map(({ key }) => key));
    for (const [key, pin] of this.#pins) {
      if (wanted.has(key)) continue;
      this.#layer.removeLayer(pin.marker);
      this.#pins.delete(key);
    }
    for (const face of faces) this.#pinFor(face).show(face);
    this.#refocus(faces);
    this.#use.drawn();
  }

  #refocus(faces: readonly Face[]): void {
    const id = this.#awaited;
    const face = id === undefined ? undefined : faces.find(({ kits }) => kits.includes(id));
    if (face === undefined) return;
    this.#awaited = undefined;
    this.#pins.get(face.key)?.marker.getElement()?.focus({ preventScroll: true });
  }

  #pinFor(face: Face): Pin {
    const known = this.#pins.get(face.key);
    if (known !== undefined) return known;
    const pin = new Pin(face, (shown) => this.#activate(shown));
    this.#pins.set(face.key, pin);
    this.#layer.addLayer(pin.marker);
    return pin;
  }

  #activate({ kind, kits }: Face): void {
    const [first] = kits;
    if (first === undefined) return;
    if (kind === 'cluster') this.#enter(kits);
    else this.#use.open(first);
  }

  /** Looks closer at kits drawn as one. */
  #enter(kits: readonly string[]): void {
    this.#awaited = kits[0];
    const bounds = L.latLngBounds(
      this.#marks.flatMap(({ id, lat, lon }): L.LatLngTuple[] => (kits.includes(id) ? [[lat, lon]] : [])),
    );
    const fitting = this.#map.getBoundsZoom(bounds, false, L.point(96, 96));
    const zoom = Math.min(Math.max(fitting, this.#map.getZoom() + 1), this.#map.getMaxZoom());
    this.#map.setView(bounds.getCenter(), zoom);
  }
}
