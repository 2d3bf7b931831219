import { AVERAGING_NAMES as INDEX_AVERAGING, type IndexPart } from '../../analysis/air/air-index.ts';
import type { AirStandard } from '../../analysis/air/standard.ts';
import type { Period } from '../../analysis/noise/periods.ts';
import type { Level } from '../../analysis/quality/level.ts';
import type { RuleId } from '../../analysis/quality/rules.ts';
import type { Averaging, Names } from '../../domain/phenomena/phenomenon.ts';

/** Levels of a value, as pages say them. */
export const LEVEL_NAMES: Readonly<Record<Level, Names>> = {
  good: { ca: 'bo', es: 'bueno', en: 'good' },
  not_evaluated: { ca: 'no comprovat', es: 'no comprobado', en: 'not evaluated' },
  suspect: { ca: 'dubtós', es: 'dudoso', en: 'suspect' },
  bad: { ca: 'dolent', es: 'malo', en: 'bad' },
  missing: { ca: 'absent', es: 'ausente', en: 'missing' },
};

/** What a level means for a value. */
export const LEVEL_MEANS: Readonly<Record<Level, Names>> = {
  good: {
    ca: 'S’ha comprovat i no s’hi ha trobat res.',
    es: 'Se ha comprobado y no se ha encontrado nada.',
    en: 'It was checked and nothing was found.',
  },
  not_evaluated: {
    ca: 'Encara no s’ha pogut comprovar: no vol dir que sigui dubtós.',
    es: 'Aún no se ha podido comprobar: no quiere decir que sea dudoso.',
    en: 'It could not be checked yet, which is no doubt about it.',
  },
  suspect: {
    ca: 'Hi ha un motiu per dubtar-ne; compta i es diu.',
    es: 'Hay un motivo para dudar; cuenta y se dice.',
    en: 'There is a reason to doubt it; it counts, and that is said.',
  },
  bad: {
    ca: 'Es mostra, però no entra en índexs, resums ni comparacions.',
    es: 'Se muestra, pero no entra en índices, resúmenes ni comparaciones.',
    en: 'It is shown, and left out of indices, summaries and comparisons.',
  },
  missing: { ca: 'No hi ha valor.', es: 'No hay valor.', en: 'There is no value.' },
};

/** Short names of the checks: headings, where the rule's own words are the sentence below. */
export const CHECK_TITLES: Readonly<Record<RuleId, Names>> = {
  range: { ca: 'Marge plausible', es: 'Rango plausible', en: 'Plausible range' },
  sensor_range: { ca: 'Marge del sensor', es: 'Rango del sensor', en: 'Range of the sensor' },
  stuck: { ca: 'Valor encallat', es: 'Valor atascado', en: 'Stuck value' },
  spike: { ca: 'Pic', es: 'Pico', en: 'Spike' },
  rate: { ca: 'Ritme de canvi', es: 'Ritmo de cambio', en: 'Rate of change' },
  warm_up: { ca: 'Escalfament', es: 'Calentamiento', en: 'Warm-up' },
  humidity: { ca: 'Humitat', es: 'Humedad', en: 'Humidity' },
  disagreement: {
    ca: 'Desacord de dos sensors',
    es: 'Desacuerdo de dos sensores',
    en: 'Disagreement of two sensors',
  },
  buddy: {
    ca: 'Comparació amb els veïns',
    es: 'Comparación con los vecinos',
    en: 'Comparison with neighbours',
  },
  isolation: { ca: 'Aïllament', es: 'Aislamiento', en: 'Isolation' },
  clock_drift: { ca: 'Rellotge', es: 'Reloj', en: 'Clock' },
  annotation: { ca: 'Nota de qui en té cura', es: 'Nota de quien lo cuida', en: 'Note of whoever runs it' },
  invalid: { ca: 'Declarat invàlid', es: 'Declarado inválido', en: 'Declared invalid' },
};

/** Times that a concentration is averaged over, for indices and for legal values. */
export const AVERAGING_NAMES: Readonly<Record<IndexPart['averaging'] | AirStandard['averaging'], Names>> = {
  ...INDEX_AVERAGING,
  max_8h: {
    ca: 'Mitjana de 8 hores més alta del dia',
    es: 'Media de 8 horas más alta del día',
    en: 'Highest 8-hour mean of the day',
  },
  year: { ca: 'Mitjana de l’any', es: 'Media del año', en: 'Mean of the year' },
  peak_season: {
    ca: 'Mitjana dels sis mesos seguits més alts',
    es: 'Media de los seis meses seguidos más altos',
    en: 'Mean of the six highest months in a row',
  },
};

/** What a legal or recommended value is. */
export const KIND_NAMES: Readonly<Record<AirStandard['kind'], Names>> = {
  limit: { ca: 'valor límit', es: 'valor límite', en: 'limit value' },
  target: { ca: 'valor objectiu', es: 'valor objetivo', en: 'target value' },
  long_term_objective: {
    ca: 'objectiu a llarg termini',
    es: 'objetivo a largo plazo',
    en: 'long-term objective',
  },
  alert: { ca: 'llindar d’alerta', es: 'umbral de alerta', en: 'alert threshold' },
  information: { ca: 'llindar d’informació', es: 'umbral de información', en: 'information threshold' },
  guideline: { ca: 'valor guia', es: 'valor guía', en: 'guideline' },
  interim_target: { ca: 'objectiu intermedi', es: 'objetivo intermedio', en: 'interim target' },
};

/** The parts of a day. */
export const PERIOD_NAMES: Readonly<Record<Period, Names>> = {
  day: { ca: 'dia', es: 'día', en: 'day' },
  evening: { ca: 'vespre', es: 'tarde', en: 'evening' },
  night: { ca: 'nit', es: 'noche', en: 'night' },
};

/** How several values become one. */
export const MEAN_NAMES: Readonly<Record<Averaging, Names>> = {
  arithmetic: { ca: 'mitjana aritmètica', es: 'media aritmética', en: 'arithmetic mean' },
  energetic: {
    ca: 'mitjana energètica: els decibels es fan energia abans de fer-ne la mitjana',
    es: 'media energética: los decibelios se convierten en energía antes de promediarlos',
    en: 'energy mean: decibels are turned into energy before they are averaged',
  },
  circular: {
    ca: 'mitjana circular: 350° i 10° fan 0°',
    es: 'media circular: 350° y 10° dan 0°',
    en: 'circular mean: 350° and 10° make 0°',
  },
  last: {
    ca: 'el darrer valor: una mitjana no diria res',
    es: 'el último valor: una media no diría nada',
    en: 'the last value: a mean would say nothing',
  },
  sum: { ca: 'suma', es: 'suma', en: 'sum' },
};
