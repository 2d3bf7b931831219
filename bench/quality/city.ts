import type { HourMark } from '../../domain/hour-mark.ts';
import type { Row } from '../../domain/reading.ts';
import type { CheckedKit } from '../../upkeep/quality/contract.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Hours before the day that spikes are told by. */
const BEFORE = 15 * DAY;
const PHENOMENA = ['pm2_5', 'pm10', 'temperature', 'humidity'];
/** Rows of a batch. */
const BATCH = 12_500;

/** The day that is judged, UTC ms. */
export const DAY_FROM = Date.UTC(2026, 2, 16);
/** Values of a kit in that day: one of each phenomenon every five minutes. */
export const READINGS_OF_KIT = 288 * PHENOMENA.length;

/** A number from 0 to 1 that is the same in every run (murmur3's finisher). */
function noise(seed: number): number {
  let t = Math.imul(seed ^ (seed >>> 16), 0x85ebca6b);
  t = Math.imul(t ^ (t >>> 13), 0xc2b2ae35);
  return ((t ^ (t >>> 16)) >>> 0) / 2 ** 32;
}

/** Kits over a city of 20 by 20 km, all with the particle sensor of an airRohr. */
export function kitsOf(count: number): CheckedKit[] {
  return Array.from({ length: count }, (_, n) => ({
    id: `quality-${n}`,
    model: 'airrohr-sds011-dht22',
    exposure: 'outdoor',
    simulated: false,
    position: { lat: 41.3 + noise(n * 2 + 1) * 0.18, lon: 2.05 + noise(n * 2 + 2) * 0.24 },
  }));
}

/** Every hour of the day of every kit, kit by kit. */
export function hoursOf(kits: readonly CheckedKit[], from: number, to: number): HourMark[] {
  const hours: HourMark[] = [];
  for (let hour = from; hour < to; hour += HOUR) for (const { id } of kits) hours.push({ kit: id, hour });
  return hours;
}

/** Air that goes with the time of day; one kit in fifty has a sensor that stands still, one in fifty one that jumps. */
function valuesAt(kit: number, time: number): number[] {
  const hour = (time % DAY) / HOUR;
  const random = noise(kit * 7919 + Math.floor(time / MINUTE));
  const day = Math.sin(((hour - 9) / 12) * Math.PI);
  let fine = 12 + 5 * Math.cos(((hour - 8) / 12) * 2 * Math.PI) + noise(kit) * 3 + random * 2;
  if (kit % 50 === 7 && time >= DAY_FROM) fine = 9.9;
  if (kit % 50 === 19 && random > 0.98) fine = 300 + random * 100;
  const temperature = 14 + 5 * day + random;
  const humidity = 60 - 15 * day + noise(kit + 3) * 10 + random * 3;
  return [fine, fine * 1.4 + random, temperature, humidity].map((value) => Number(value.toFixed(1)));
}

/** Fifteen days of one row an hour, then the day of one in five minutes, as they would have arrived. */
export function* batches(count: number): Generator<Row[]> {
  let batch: Row[] = [];
  const stretches = [
    { from: DAY_FROM - BEFORE, to: DAY_FROM, every: HOUR },
    { from: DAY_FROM, to: DAY_FROM + DAY, every: 5 * MINUTE },
  ];
  for (const { from, to, every } of stretches)
    for (let time = from; time < to; time += every)
      for (let kit = 0; kit < count; kit++) {
        const values = valuesAt(kit, time);
        const about = { kit: `quality-${kit}`, channel: '', time, received: time + 800 };
        batch.push({ ...about, phenomena: [...PHENOMENA], values, flags: values.map(() => 0) });
        if (batch.length < BATCH) continue;
        yield batch;
        batch = [];
      }
  if (batch.length > 0) yield batch;
}

/** The hours before the day. */
export function hoursBefore(kits: readonly CheckedKit[]): HourMark[] {
  return hoursOf(kits, DAY_FROM - BEFORE, DAY_FROM);
}

/** The hours of the day. */
export function hoursOfDay(kits: readonly CheckedKit[]): HourMark[] {
  return hoursOf(kits, DAY_FROM, DAY_FROM + DAY);
}
