import { adjusted, type Decibels, decibels, energyMean, inDecibels } from '../../domain/decibel.ts';
import type { Names } from '../../domain/phenomena/phenomenon.ts';
import type { Span } from '../local-day.ts';
import { COMPLETE, type NotEnough, notEnough } from '../not-enough.ts';
import { type LevelReading, slotsFilled, within } from './level-reading.ts';

/** What counts as an event, as data. */
export interface EventDefinition {
  readonly id: string;
  readonly names: Names;
  /** `fixed`: above `db`. `above_laeq`: above the night's own LAeq by more than `db`. */
  readonly threshold: 'fixed' | 'above_laeq';
  readonly db: number;
  readonly source: string;
  readonly unverified: readonly Names[];
}

/** Outdoor maximum level above which sleep behind an open window is disturbed. */
export const LOUD_60: EventDefinition = {
  id: 'who-1999-60',
  names: { ca: 'Més de 60 dB', es: 'Más de 60 dB', en: 'Above 60 dB' },
  threshold: 'fixed',
  db: 60,
  source: 'WHO, Guidelines for Community Noise, 1999, Table 4.1: outside bedrooms, LAmax (fast) 60 dB',
  unverified: [
    {
      ca: 'La guia parla de nivells màxims ràpids: el LAeq d’un interval amaga els esdeveniments curts, i se’n troben menys.',
      es: 'La guía habla de niveles máximos rápidos: el LAeq de un intervalo oculta los eventos cortos, y se encuentran menos.',
      en: 'The guideline is about fast maximum levels: an interval’s LAeq hides short events, so that fewer are found.',
    },
  ],
};

/** What stands out from the night itself, as the intermittency ratio has it. */
export const STANDS_OUT_3: EventDefinition = {
  id: 'intermittency-2016',
  names: {
    ca: '3 dB per sobre de la mitjana de la nit',
    es: '3 dB por encima de la media de la noche',
    en: '3 dB above the mean of the night',
  },
  threshold: 'above_laeq',
  db: 3,
  source:
    'Wunderli et al. 2016, Intermittency ratio, J. Expo. Sci. Environ. Epidemiol. 26:575–585: LAeq,T + 3 dB',
  unverified: [
    {
      ca: 'La proporció es defineix amb nivells d’un segon; amb intervals més llargs hi ha menys esdeveniments i més llargs.',
      es: 'La proporción se define con niveles de un segundo; con intervalos más largos hay menos eventos y más largos.',
      en: 'The ratio is defined on one-second levels; on longer intervals events are fewer and longer.',
    },
  ],
};

/** Readings in a row above the threshold. */
export interface NoiseEvent {
  /** Times of the first and the last reading, UTC ms. */
  readonly from: number;
  readonly to: number;
  readonly peak: Decibels;
}

/** The events of one night. */
export interface NightEvents {
  readonly enough: true;
  readonly indicative: true;
  readonly definition: string;
  /** The level that was exceeded. */
  readonly threshold: Decibels;
  readonly events: readonly NoiseEvent[];
}

/** What is asked of a night. */
export interface NightAsked {
  /** From `periodSpans`. */
  readonly night: Span;
  /** The kit's interval, ms. A silence of more than two intervals ends an event. */
  readonly every: number;
  readonly definition: EventDefinition;
}

function louder(a: Decibels, b: Decibels): Decibels {
  return inDecibels(a) >= inDecibels(b) ? a : b;
}

function collect(readings: readonly LevelReading[], threshold: Decibels, every: number): NoiseEvent[] {
  const events: NoiseEvent[] = [];
  let open: NoiseEvent | undefined;
  for (const { time, level } of readings) {
    const above = inDecibels(level) > inDecibels(threshold);
    const goes = above && open !== undefined && time - open.to <= 2 * every;
    if (open !== undefined && !goes) events.push(open);
    if (goes && open !== undefined) open = { ...open, to: time, peak: louder(open.peak, level) };
    else open = above ? { from: time, to: time, peak: level } : undefined;
  }
  return open === undefined ? events : [...events, open];
}

/** The noise events of a night, with readings in at least 75 % of its intervals: indicative, by the definition named. */
export function nightEvents(readings: readonly LevelReading[], asked: NightAsked): NightEvents | NotEnough {
  const { night, every, definition } = asked;
  const heard = within(readings, night).toSorted((a, b) => a.time - b.time);
  const { have, of } = slotsFilled(heard, night, every);
  const laeq = energyMean(heard.map(({ level }) => level));
  if (laeq === undefined || have < of * COMPLETE) {
    const why = have === 0 ? 'not_measured' : 'incomplete';
    return notEnough({ what: 'night', why, have, need: Math.ceil(of * COMPLETE), of, unit: 'readings' });
  }
  const { db } = definition;
  const threshold = definition.threshold === 'fixed' ? decibels(db) : adjusted(laeq, db);
  const events = collect(heard, threshold, every);
  return { enough: true, indicative: true, definition: definition.id, threshold, events };
}
