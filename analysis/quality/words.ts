import type { Names } from '../../domain/phenomena/phenomenon.ts';

/** What each check looks at, in a sentence for the method page and beside a flagged value. */
export const CHECK_WORDS = {
  range: {
    ca: 'El valor és fora del que aquesta magnitud pot valer a l’aire lliure.',
    es: 'El valor está fuera de lo que esta magnitud puede valer al aire libre.',
    en: 'The value is outside what this quantity can be outdoors.',
  },
  sensor_range: {
    ca: 'El valor és fora del que aquest sensor pot mesurar.',
    es: 'El valor está fuera de lo que este sensor puede medir.',
    en: 'The value is outside what this sensor can measure.',
  },
  stuck: {
    ca: 'El valor no ha canviat durant massa estona.',
    es: 'El valor no ha cambiado durante demasiado tiempo.',
    en: 'The value has not changed for too long.',
  },
  spike: {
    ca: 'El valor és molt lluny de la mediana dels darrers dies del mateix sensor.',
    es: 'El valor está muy lejos de la mediana de los últimos días del mismo sensor.',
    en: 'The value is far from the same sensor’s median of the last days.',
  },
  rate: {
    ca: 'El valor ha canviat més de pressa del que canvia l’aire.',
    es: 'El valor ha cambiado más deprisa de lo que cambia el aire.',
    en: 'The value changed faster than the air does.',
  },
  warm_up: {
    ca: 'El sensor s’acabava d’engegar i encara no era estable.',
    es: 'El sensor se acababa de encender y aún no era estable.',
    en: 'The sensor had just been switched on and was not steady yet.',
  },
  humidity: {
    ca: 'La humitat era fora del marge en què el sensor mesura bé.',
    es: 'La humedad estaba fuera del margen en que el sensor mide bien.',
    en: 'The humidity was outside the range in which the sensor measures well.',
  },
  disagreement: {
    ca: 'Els dos sensors del mateix kit no coincideixen.',
    es: 'Los dos sensores del mismo kit no coinciden.',
    en: 'The two sensors of the same kit do not agree.',
  },
  buddy: {
    ca: 'El valor és molt diferent del dels kits del voltant.',
    es: 'El valor es muy distinto del de los kits cercanos.',
    en: 'The value differs much from those of the kits around it.',
  },
  isolation: {
    ca: 'No hi ha prou kits a prop per comparar: no s’ha pogut comprovar.',
    es: 'No hay bastantes kits cerca para comparar: no se ha podido comprobar.',
    en: 'There are not enough kits nearby to compare with: it could not be checked.',
  },
  clock_drift: {
    ca: 'El rellotge del kit no va a l’hora.',
    es: 'El reloj del kit no va en hora.',
    en: 'The clock of the kit is wrong.',
  },
  annotation: {
    ca: 'Qui té cura del sensor ha anotat aquest període.',
    es: 'Quien cuida del sensor ha anotado este período.',
    en: 'Whoever runs the sensor put a note on this period.',
  },
  invalid: {
    ca: 'Qui té cura del sensor diu que en aquest període no mesurava: manteniment o dades no vàlides.',
    es: 'Quien cuida del sensor dice que en este período no medía: mantenimiento o datos no válidos.',
    en: 'Whoever runs the sensor says that it was not measuring in this period: maintenance, or data that is not valid.',
  },
} as const satisfies Record<string, Names>;
