const DAY = 86_400_000;

/** Zones change their offsets on quarter hours. */
const SLOT = 900_000;

/** Offsets remembered a zone: a day of quarter hours, many times over. */
const MEMORY = 4096;

interface Zone {
  readonly format: Intl.DateTimeFormat;
  /** ms ahead of UTC by quarter hour. */
  readonly offsets: Map<number, number>;
}

/** Making a formatter costs some 50 µs, reading one 3 µs: both are too much for every message of a kit. */
const ZONES = new Map<string, Zone>();

function zoneOf(name: string): Zone {
  const known = ZONES.get(name);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const zone = { format, offsets: new Map<number, number>() };
  ZONES.set(name, zone);
  return zone;
}

function measure(format: Intl.DateTimeFormat, utc: number): number {
  const parts = format.formatToParts(utc);
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value ?? 0);
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return wall - utc;
}

/** ms that wall clocks in the zone are ahead of UTC at the instant `utc`. */
function offsetAt(zone: Zone, utc: number): number {
  const slot = Math.floor(utc / SLOT) * SLOT;
  const known = zone.offsets.get(slot);
  if (known !== undefined) return known;
  if (zone.offsets.size >= MEMORY) zone.offsets.clear();
  const offset = measure(zone.format, slot);
  zone.offsets.set(slot, offset);
  return offset;
}

/**
 * UTC ms of a wall time (given as if it were UTC ms) in an IANA zone. A wall time that occurs twice, in autumn, is the
 * first of the two; one that is skipped, in spring, moves forward by the gap: as `Temporal` ("compatible") has it.
 * Throws RangeError for a zone that does not exist.
 */
export function wallTime(wall: number, zone: string): number {
  if (zone === 'UTC') return wall;
  const known = zoneOf(zone);
  const before = offsetAt(known, wall - DAY);
  const first = wall - before;
  if (offsetAt(known, first) === before) return first;
  const after = offsetAt(known, wall + DAY);
  const second = wall - after;
  return offsetAt(known, second) === after ? second : first;
}

/** The wall time (as if it were UTC ms) that clocks in an IANA zone show at the instant `utc`. Throws RangeError for a zone that does not exist. */
export function localTime(utc: number, zone: string): number {
  return zone === 'UTC' ? utc : utc + offsetAt(zoneOf(zone), utc);
}
