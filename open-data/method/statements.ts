import type { Names } from '../../domain/phenomena/phenomenon.ts';

/** Sentences of the method that no figure stands in. */
export const STATEMENTS = {
  exceedance: {
    ca: 'Els kits s’hi comparen com a orientació: només una estació de referència pot establir una superació. Compta el que és per sobre del valor, no el que hi és igual.',
    es: 'Los kits se comparan a modo de orientación: solo una estación de referencia puede establecer una superación. Cuenta lo que está por encima del valor, no lo que es igual.',
    en: 'Kits compare with them for orientation: only a reference station can establish an exceedance. What is above the value counts, not what equals it.',
  },
  worst: {
    ca: 'L’índex és el del pitjor contaminant. Quan en falten, es diu quins: un índex de només partícules es diu «només partícules».',
    es: 'El índice es el del peor contaminante. Cuando faltan, se dice cuáles: un índice de solo partículas se llama «solo partículas».',
    en: 'The index is that of the worst pollutant. Where some are missing, they are named: an index of particles alone is called “PM index only”.',
  },
  night: {
    ca: 'Un dia de soroll comença amb el període de dia i acaba quan comença el següent: la nit és sencera. Les hores són locals, també quan es canvia l’hora.',
    es: 'Un día de ruido empieza con el período de día y termina cuando empieza el siguiente: la noche está entera. Las horas son locales, también cuando cambia la hora.',
    en: 'A noise day begins with its day period and ends where the next one begins: its night is whole. Hours are local, also when the clocks change.',
  },
  percentiles: {
    ca: 'Es guarda per cada hora i cada dia (UTC) de cada sensor: nombre de lectures, mitjana, mínim, màxim, percentils 10, 50 i 90, i quantes lectures són dolentes o dubtoses.',
    es: 'Se guarda por cada hora y cada día (UTC) de cada sensor: número de lecturas, media, mínimo, máximo, percentiles 10, 50 y 90, y cuántas lecturas son malas o dudosas.',
    en: 'Of each hour and each UTC day of each sensor are kept: number of readings, mean, lowest, highest, 10th, 50th and 90th percentile, and how many readings are bad or suspect.',
  },
  again: {
    ca: 'Es tornen a calcular quan arriben dades tardanes o canvia una marca. Les lectures mateixes no canvien mai.',
    es: 'Se vuelven a calcular cuando llegan datos tardíos o cambia una marca. Las lecturas mismas no cambian nunca.',
    en: 'They are computed anew when late data arrive or a flag changes. The readings themselves never change.',
  },
  whole: {
    ca: 'Una hora, un dia o un any compten si tenen almenys aquesta part dels valors; si no, es diu «dades insuficients» i què hi falta.',
    es: 'Una hora, un día o un año cuentan si tienen al menos esta parte de los valores; si no, se dice «datos insuficientes» y qué falta.',
    en: 'An hour, a day or a year counts with at least this share of its values; otherwise “not enough data” is said, with what is missing.',
  },
  datasheet: {
    ca: 'Sense comparació amb una estació: el que promet el full tècnic del sensor. No és un error aleatori que es faci petit en fer mitjanes.',
    es: 'Sin comparación con una estación: lo que promete la hoja técnica del sensor. No es un error aleatorio que se haga pequeño al promediar.',
    en: 'Without a comparison with a station: what the sensor’s datasheet promises. It is no random error that averaging makes smaller.',
  },
  co_location: {
    ca: 'Amb una comparació al costat d’una estació oficial: tantes vegades l’arrel de l’error quadràtic mitjà, que ja inclou el biaix.',
    es: 'Con una comparación al lado de una estación oficial: tantas veces la raíz del error cuadrático medio, que ya incluye el sesgo.',
    en: 'With a comparison beside an official station: so many times the root mean square error, in which the bias is included.',
  },
  unknown: {
    ca: 'Si no se sap cap de les dues coses no es dona cap ±: el valor només indica la tendència.',
    es: 'Si no se sabe ninguna de las dos cosas no se da ningún ±: el valor solo indica la tendencia.',
    en: 'Where neither is known no ± is given: the value is a trend only.',
  },
  pairing: {
    ca: 'Es comparen mitjanes de la mateixa hora (UTC) del kit i de l’estació; compten les hores amb almenys aquesta part de les lectures en tots dos costats. Un dia compta amb la mateixa part de 24 parelles.',
    es: 'Se comparan medias de la misma hora (UTC) del kit y de la estación; cuentan las horas con al menos esta parte de las lecturas en ambos lados. Un día cuenta con la misma parte de 24 parejas.',
    en: 'Means of the same UTC hour of kit and station are compared; hours count with at least this share of their readings on both sides. A day counts with the same share of 24 pairs.',
  },
  targets: {
    ca: 'Objectius de l’EPA per a sensors de PM2.5. N’hi ha prou amb complir RMSE o NRMSE.',
    es: 'Objetivos de la EPA para sensores de PM2.5. Basta con cumplir RMSE o NRMSE.',
    en: 'EPA’s targets for PM2.5 sensors. Meeting RMSE or NRMSE is enough.',
  },
  bars: {
    ca: 'Incertesa més gran que la Directiva permet a mesures indicatives, al valor límit. El valor d’un any no es jutja amb una comparació de dies.',
    es: 'Mayor incertidumbre que la Directiva permite a mediciones indicativas, en el valor límite. El valor de un año no se juzga con una comparación de días.',
    en: 'The largest uncertainty that the Directive allows indicative measurements, at the limit value. A year’s bar is not judged by a comparison of days.',
  },
  humidity: {
    ca: 'Una hora es corregeix amb la humitat mitjana de la mateixa hora i del mateix kit; sense humitat queda el valor cru.',
    es: 'Una hora se corrige con la humedad media de la misma hora y del mismo kit; sin humedad queda el valor crudo.',
    en: 'An hour is corrected with the mean humidity of the same hour and kit; without humidity the raw value stays.',
  },
  calibration: {
    ca: 'Qui té cura d’un kit pot declarar una calibració lineal (c = a + b·p) amb l’informe de la comparació; té preferència sobre les correccions d’aquí.',
    es: 'Quien cuida de un kit puede declarar una calibración lineal (c = a + b·p) con el informe de la comparación; tiene preferencia sobre las correcciones de aquí.',
    en: 'Whoever runs a kit may declare a linear calibration (c = a + b·p) with the report of its comparison; it goes before the corrections here.',
  },
} as const satisfies Record<string, Names>;
