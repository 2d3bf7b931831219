import { LEAST_FOR_PERCENTAGES } from '../../analysis/noise/hourly.ts';
import { LOUD_60, STANDS_OUT_3 } from '../../analysis/noise/night-events.ts';
import { FACADE } from '../../analysis/noise/noise-day.ts';
import { NOISE_NOTES } from '../../analysis/noise/notes.ts';
import { CATALONIA, EU_DEFAULT, hoursOfPeriods, PENALTY, PERIODS } from '../../analysis/noise/periods.ts';
import { COMPLETE } from '../../analysis/not-enough.ts';
import { STATEMENTS } from './statements.ts';
import { PERIOD_NAMES } from './words.ts';

/** How noise is told: periods, the day-evening-night level, events of the night. */
export function noiseEntry() {
  return {
    indicativeNames: NOISE_NOTES.indicative,
    eventsNames: NOISE_NOTES.events,
    dayNames: STATEMENTS.night,
    complete: COMPLETE,
    periods: [CATALONIA, EU_DEFAULT].map((periods) => ({
      id: periods.id,
      names: periods.names,
      parts: PERIODS.map((period) => ({
        period,
        names: PERIOD_NAMES[period],
        from: periods.from[period],
        hours: hoursOfPeriods(periods)[period],
        penalty: PENALTY[period],
      })),
      source: periods.source,
    })),
    formula: [
      'LAeq = 10·lg(Σ 10^(Lᵢ/10) / n)',
      `Lden = 10·lg((h_d·10^(Ld/10) + h_e·10^((Le + ${PENALTY.evening})/10) + h_n·10^((Ln + ${PENALTY.night})/10)) / 24)`,
    ],
    source: 'ISO 1996-1; Directive 2002/49/EC, Annex I',
    facade: FACADE,
    leastForPercentages: LEAST_FOR_PERCENTAGES,
    events: [LOUD_60, STANDS_OUT_3].map((definition) => ({
      ...definition,
      unverified: [...definition.unverified],
    })),
  };
}
