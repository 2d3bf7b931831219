import L from 'leaflet';
import type { Face } from './faces.ts';
import type { Box } from './place-spots.ts';

/** Width and height of what is drawn, CSS pixels: none below the 24 × 24 of WCAG 2.2, 2.5.8. */
const SIZES: Readonly<Record<Face['kind'], L.PointTuple>> = {
  kit: [36, 36],
  spot: [24, 24],
  cluster: [84, 46],
};

function iconOf(element: HTMLElement, { kind, offset }: Face): L.DivIcon {
  const [width, height] = SIZES[kind];
  return L.divIcon({
    className: `pin pin-${kind}`,
    html: element,
    iconSize: [width, height],
    iconAnchor: [width / 2 - offset.x, height / 2 - offset.y],
  });
}

function sameIcon(a: Face, b: Face): boolean {
  return a.kind === b.kind && a.offset.x === b.offset.x && a.offset.y === b.offset.y;
}

/** One circle on the map, changed in place. */
export class Pin {
  readonly marker: L.Marker;
  readonly #element: HTMLElement;
  readonly #count = document.createElement('span');
  readonly #word = document.createElement('span');
  #face: Face;

  constructor(face: Face, activate: (face: Face) => void) {
    this.#face = face;
    this.#element = document.createElement('span');
    this.#element.className = 'pin-face';
    this.#word.className = 'pin-word';
    this.#element.append(this.#count, this.#word);
    this.marker = L.marker([face.lat, face.lon], {
      icon: iconOf(this.#element, face),
      keyboard: true,
      riseOnHover: true,
    });
    this.marker.on('click', () => activate(this.#face));
    // Enter reaches markers as a click of Leaflet's own only when they have a popup; space never does.
    this.marker.on('keypress', ({ originalEvent }: L.LeafletKeyboardEvent) => {
      if (originalEvent.key !== 'Enter' && originalEvent.key !== ' ') return;
      originalEvent.preventDefault();
      activate(this.#face);
    });
  }

  /** Draws a face; the marker is on the map by then. */
  show(face: Face): void {
    const { lat, lon, paint, chosen, kind } = face;
    if (!this.marker.getLatLng().equals([lat, lon], 0)) this.marker.setLatLng([lat, lon]);
    if (!sameIcon(face, this.#face)) this.marker.setIcon(iconOf(this.#element, face));
    this.#face = face;
    this.#count.textContent = face.text;
    this.#word.textContent = face.word;
    this.#element.style.setProperty('--pin', paint?.colour ?? '');
    this.#element.style.setProperty('--pin-ink', paint?.ink ?? '');
    this.#element.classList.toggle('pin-long', face.text.length > 3);
    this.#element.classList.toggle('pin-silent', paint === undefined);
    this.#element.classList.toggle('pin-chosen', chosen);
    const element = this.marker.getElement();
    element?.setAttribute('aria-label', face.label);
    element?.setAttribute('title', face.label);
    if (kind === 'cluster') element?.removeAttribute('aria-pressed');
    else element?.setAttribute('aria-pressed', String(chosen));
    element?.setAttribute('data-kit', kind === 'cluster' ? '' : face.key);
  }

  /** Where it stands, in pixels of the map's layer. */
  box(map: L.Map): Box {
    const { x, y } = map.latLngToLayerPoint(this.marker.getLatLng());
    const [width, height] = SIZES[this.#face.kind];
    return { x: x + this.#face.offset.x, y: y + this.#face.offset.y, width, height };
  }
}
