import type { KitReading, KitView, ReadingView } from './api-types.ts';

export type LiveState = 'connecting' | 'live' | 'lost';

export interface LiveListener {
  /** `kit=…`, `project=…` or empty. */
  readonly filter: string;
  readings(readings: readonly KitReading[]): void;
  /** The stream does not reach back far enough: load everything anew. */
  reset(): void;
  state(state: LiveState): void;
}

/** How long to wait before opening a stream that the server refused, ms. */
const RETRY_MS = 5000;

/**
 * Listens to the live stream until the function it returns is called. The browser reconnects by itself with
 * `Last-Event-ID` after a broken connection; it gives up after an HTTP error, so that is tried again here.
 */
export function listenLive(listener: LiveListener): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = () => {
    source = new EventSource(`/api/v1/live${listener.filter === '' ? '' : `?${listener.filter}`}`);
    source.addEventListener('open', () => listener.state('live'));
    source.addEventListener('readings', (event) => {
      const { readings } = JSON.parse(event.data) as { readings: KitReading[] };
      listener.readings(readings);
    });
    source.addEventListener('reset', () => listener.reset());
    source.addEventListener('error', () => {
      listener.state('lost');
      if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, RETRY_MS);
    });
  };
  listener.state('connecting');
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

const slot = ({ phenomenon, channel }: ReadingView) => `${phenomenon}@${channel}`;

function withReadings<T extends KitView>(kit: T, readings: readonly KitReading[]): T {
  const latest = new Map(kit.latest.map((reading) => [slot(reading), reading]));
  let lastHeard = kit.lastHeard;
  for (const reading of readings) {
    const known = latest.get(slot(reading));
    if (known === undefined || known.time <= reading.time) latest.set(slot(reading), reading);
    if (lastHeard === null || lastHeard < reading.received) lastHeard = reading.received;
  }
  return { ...kit, lastHeard, latest: [...latest.values()] };
}

/** Kits with new readings merged into their newest values; an older reading never replaces a newer one. */
export function mergeReadings<T extends KitView>(kits: readonly T[], readings: readonly KitReading[]): T[] {
  const byKit = new Map<string, KitReading[]>();
  for (const reading of readings) {
    const of = byKit.get(reading.kit);
    if (of === undefined) byKit.set(reading.kit, [reading]);
    else of.push(reading);
  }
  return kits.map((kit) => {
    const fresh = byKit.get(kit.id);
    return fresh === undefined ? kit : withReadings(kit, fresh);
  });
}
