import type { Names } from '../../domain/phenomena/phenomenon.ts';

/** What each figure of the method is, in words that stand before a number. */
export const FIGURE_NAMES = {
  range: { ca: 'mesura', es: 'mide', en: 'measures' },
  run_count: {
    ca: 'valors iguals seguits, almenys',
    es: 'valores iguales seguidos, al menos',
    en: 'equal values in a row, at least',
  },
  run_span: { ca: 'durant, almenys', es: 'durante, al menos', en: 'lasting at least' },
  equal_within: {
    ca: 'iguals si difereixen com a molt en',
    es: 'iguales si difieren como mucho en',
    en: 'equal when they differ by at most',
  },
  rest: {
    ca: 'no es miren, perquè poden estar quiets',
    es: 'no se miran, porque pueden estar quietos',
    en: 'not looked at, for they may stand still',
  },
  mad_factor: {
    ca: 'desviacions absolutes medianes de distància, més de',
    es: 'desviaciones absolutas medianas de distancia, más de',
    en: 'median absolute deviations away, more than',
  },
  window: {
    ca: 'finestra que acaba amb el valor',
    es: 'ventana que termina con el valor',
    en: 'window that ends with the value',
  },
  window_count: {
    ca: 'hores amb mitjana a la finestra, almenys',
    es: 'horas con media en la ventana, al menos',
    en: 'hours with a mean in the window, at least',
  },
  floor: {
    ca: 'mai per una distància de fins a',
    es: 'nunca por una distancia de hasta',
    en: 'never for a distance of up to',
  },
  step: { ca: 'canvi de més de', es: 'cambio de más de', en: 'change of more than' },
  within: {
    ca: 'entre valors separats com a molt per',
    es: 'entre valores separados como mucho por',
    en: 'between values at most so far apart',
  },
  silence: {
    ca: 'després d’un silenci de més de',
    es: 'tras un silencio de más de',
    en: 'after a silence of more than',
  },
  warm_up: { ca: 'inestable durant', es: 'inestable durante', en: 'unsteady for' },
  humidity: {
    ca: 'humitat en què mesura bé',
    es: 'humedad en la que mide bien',
    en: 'humidity in which it measures well',
  },
  humidity_near: {
    ca: 'humitat del mateix kit mesurada com a molt a',
    es: 'humedad del mismo kit medida como mucho a',
    en: 'humidity of the same kit measured at most so far away',
  },
  reading_humidity: {
    ca: 'per a una sola lectura, humitat del mateix kit com a molt a',
    es: 'para una sola lectura, humedad del mismo kit como mucho a',
    en: 'for a single reading, humidity of the same kit at most so far away',
  },
  difference: { ca: 'diferència de més de', es: 'diferencia de más de', en: 'difference of more than' },
  share_of_mean: {
    ca: 'i de més, de la mitjana de tots dos, del',
    es: 'y de más, de la media de ambos, del',
    en: 'and of more, of the mean of the two, than',
  },
  radius: { ca: 'veïns fins a', es: 'vecinos hasta', en: 'neighbours within' },
  neighbours: { ca: 'veïns, almenys', es: 'vecinos, al menos', en: 'neighbours, at least' },
  deviations: {
    ca: 'desviacions típiques dels veïns, més de',
    es: 'desviaciones típicas de los vecinos, más de',
    en: 'standard deviations of the neighbours, more than',
  },
  least_spread: {
    ca: 'desviació típica que es pren, almenys',
    es: 'desviación típica que se toma, al menos',
    en: 'standard deviation that is taken, at least',
  },
  height: {
    ca: 'diferència d’alçada com a molt',
    es: 'diferencia de altura como mucho',
    en: 'difference in height at most',
  },
  by_height: {
    ca: 'canvi per metre d’alçada',
    es: 'cambio por metro de altura',
    en: 'change by metre of height',
  },
  rounds: { ca: 'rondes', es: 'rondas', en: 'rounds' },
  messages: {
    ca: 'darrers missatges que es miren',
    es: 'últimos mensajes que se miran',
    en: 'last messages that are looked at',
  },
  messages_within: {
    ca: 'enviats com a molt en',
    es: 'enviados como mucho en',
    en: 'sent within at most',
  },
  waited: {
    ca: 'amb més retard que això, un missatge havia estat esperant i no diu res del rellotge',
    es: 'con más retraso que esto, un mensaje había estado esperando y no dice nada del reloj',
    en: 'a message later than this had been waiting and says nothing of the clock',
  },
  least_delay: {
    ca: 'el rellotge va malament quan el retard més petit passa de ±',
    es: 'el reloj va mal cuando el menor retraso pasa de ±',
    en: 'the clock is wrong where the least delay is beyond ±',
  },
  plus_minus: { ca: 'exactitud ±', es: 'exactitud ±', en: 'accuracy ±' },
  plus_minus_share: {
    ca: 'o, si és més, ± del valor',
    es: 'o, si es más, ± del valor',
    en: 'or, if more, ± of the value',
  },
  plus_minus_and_share: { ca: 'i a més ± del valor', es: 'y además ± del valor', en: 'plus ± of the value' },
} as const satisfies Record<string, Names>;

export type FigureId = keyof typeof FIGURE_NAMES;
