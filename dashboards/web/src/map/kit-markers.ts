import L from 'leaflet';
import { type Offset, spread } from './spread.ts';

/** One circle on the map. */
export interface Mark {
  readonly id: string;
  readonly lat: number;
  readonly lon: number;
  /** Number in the circle. */
  readonly text: string;
  /** What a screen reader says: name, value, words, age. */
  readonly label: string;
  /** Colours of the class; undefined for a silent kit. */
  readonly paint: { readonly colour: string; readonly ink: string } | undefined;
  readonly chosen: boolean;
}

interface Pin {
  readonly marker: L.Marker;
  readonly face: HTMLElement;
  offset: Offset;
}

/** Half the side of a marker, CSS pixels: 36 × 36 is well above the 24 of WCAG 2.2, 2.5.8. */
const HALF = 18;

/** Width of a map beside whose circles the panel fits, and the room it takes, CSS pixels; see `.panel`. */
const WIDE = 560;
const PANEL = 350;

function iconOf(face: HTMLElement, { x, y }: Offset): L.DivIcon {
  return L.divIcon({
    className: 'pin',
    html: face,
    iconSize: [2 * HALF, 2 * HALF],
    iconAnchor: [HALF - x, HALF - y],
  });
}

function paint({ marker, face }: Pin, mark: Mark): void {
  face.textContent = mark.text;
  face.style.setProperty('--pin', mark.paint?.colour ?? '');
  face.style.setProperty('--pin-ink', mark.paint?.ink ?? '');
  face.classList.toggle('pin-silent', mark.paint === undefined);
  face.classList.toggle('pin-chosen', mark.chosen);
  const element = marker.getElement();
  element?.setAttribute('aria-label', mark.label);
  element?.setAttribute('aria-pressed', String(mark.chosen));
  element?.setAttribute('data-kit', mark.id);
}

/** Keeps the circles of a map in step with the marks given, changing elements in place so that focus stays where it is. */
export class KitMarkers {
  readonly #map: L.Map;
  readonly #layer: L.LayerGroup;
  readonly #pins = new Map<string, Pin>();
  readonly #open: (id: string) => void;

  constructor(map: L.Map, open: (id: string) => void) {
    this.#map = map;
    this.#layer = L.layerGroup().addTo(map);
    this.#open = open;
  }

  /** Shows exactly these marks. */
  show(marks: readonly Mark[]): void {
    const wanted = new Set(marks.map(({ id }) => id));
    for (const [id, { marker }] of this.#pins) {
      if (wanted.has(id)) continue;
      this.#layer.removeLayer(marker);
      this.#pins.delete(id);
    }
    const offsets = spread(marks);
    for (const [index, mark] of marks.entries()) {
      const pin = this.#pinFor(mark, offsets[index] ?? { x: 0, y: 0 });
      paint(pin, mark);
    }
  }

  /** Moves the map so that a kit's circle is not under its panel, which on a wide map stands at the upper right. */
  reveal(id: string): void {
    const at = this.#pins.get(id)?.marker.getLatLng();
    if (at === undefined) return;
    const wide = this.#map.getSize().x >= WIDE;
    this.#map.panInside(at, { paddingTopLeft: [56, 56], paddingBottomRight: [wide ? PANEL : 56, 56] });
  }

  #pinFor(mark: Mark, offset: Offset): Pin {
    const known = this.#pins.get(mark.id);
    if (known === undefined) return this.#add(mark, offset);
    known.marker.setLatLng([mark.lat, mark.lon]);
    if (known.offset.x !== offset.x || known.offset.y !== offset.y) {
      known.offset = offset;
      known.marker.setIcon(iconOf(known.face, offset));
    }
    return known;
  }

  #add(mark: Mark, offset: Offset): Pin {
    const face = document.createElement('span');
    face.className = 'pin-face';
    const marker = L.marker([mark.lat, mark.lon], {
      icon: iconOf(face, offset),
      keyboard: true,
      riseOnHover: true,
    });
    const pin = { marker, face, offset };
    this.#pins.set(mark.id, pin);
    marker.on('click', () => this.#open(mark.id));
    // Enter reaches markers as a click of Leaflet's own only when they have a popup; space never does.
    marker.on('keypress', ({ originalEvent }: L.LeafletKeyboardEvent) => {
      if (originalEvent.key !== 'Enter' && originalEvent.key !== ' ') return;
      originalEvent.preventDefault();
      this.#open(mark.id);
    });
    this.#layer.addLayer(marker);
    return pin;
  }
}
