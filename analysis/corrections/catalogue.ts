import type { Correction, Piece } from './correction.ts';

const BARKJOHN: Piece = {
  from: 0,
  to: null,
  offset: 5.75,
  perRaw: 0.524,
  perRawSquared: 0,
  perHumidity: -0.0862,
};

const EPA_BARKJOHN: Correction = {
  id: 'epa-barkjohn',
  version: '2021',
  names: {
    ca: 'EPA, Barkjohn 2021 (Plantower, CF=1)',
    es: 'EPA, Barkjohn 2021 (Plantower, CF=1)',
    en: 'EPA, Barkjohn 2021 (Plantower, CF=1)',
  },
  phenomena: ['pm2_5'],
  method: { kind: 'piecewise', pieces: [BARKJOHN], least: 0 },
  source: 'Barkjohn, Gantt and Clements 2021, Atmos. Meas. Tech. 14:4617–4637, doi:10.5194/amt-14-4617-2021',
  unverified: [
    {
      ca: 'Obtinguda als Estats Units amb mitjanes de 24 hores; no s’ha mesurat com va en ciutats mediterrànies.',
      es: 'Obtenida en Estados Unidos con medias de 24 horas; no se ha medido cómo va en ciudades mediterráneas.',
      en: 'Derived in the United States on 24-hour means; how it does in Mediterranean cities was not measured.',
    },
  ],
};

/** Between 30 and 50, and between 210 and 260, one piece goes over into the next. */
const EPA_EXTENDED: Correction = {
  id: 'epa-barkjohn-extended',
  version: '2021-smoke',
  names: {
    ca: 'EPA, per trams fins al fum dens (Plantower)',
    es: 'EPA, por tramos hasta humo denso (Plantower)',
    en: 'EPA, piecewise up to dense smoke (Plantower)',
  },
  phenomena: ['pm2_5'],
  method: {
    kind: 'piecewise',
    pieces: [
      { ...BARKJOHN, to: 30 },
      { ...BARKJOHN, from: 50, to: 210, perRaw: 0.786 },
      {
        from: 260,
        to: null,
        offset: 2.966,
        perRaw: 0.69,
        perRawSquared: 8.84e-4,
        perHumidity: 0,
      },
    ],
    least: 0,
  },
  source:
    'US EPA, piecewise extension of Barkjohn 2021 for the AirNow Fire and Smoke Map; the same figures in AirGradient’s firmware',
  unverified: [
    {
      ca: 'Fins a 30 µg/m³ és Barkjohn 2021. Per a quina de les dues sortides d’un Plantower (CF=1 o atmosfèrica) són els trams de dalt: les fonts no coincideixen.',
      es: 'Hasta 30 µg/m³ es Barkjohn 2021. Para cuál de las dos salidas de un Plantower (CF=1 o atmosférica) son los tramos superiores: las fuentes no coinciden.',
      en: 'Up to 30 µg/m³ it is Barkjohn 2021. Which of a Plantower’s two outputs (CF=1 or atmospheric) the pieces above are for: sources disagree.',
    },
    {
      ca: 'Obtinguda als Estats Units; no s’ha mesurat com va en ciutats mediterrànies.',
      es: 'Obtenida en Estados Unidos; no se ha medido cómo va en ciudades mediterráneas.',
      en: 'Derived in the United States; how it does in Mediterranean cities was not measured.',
    },
  ],
};

const KOEHLER: Correction = {
  id: 'kappa-koehler',
  version: '2018-k0.4-rh95',
  names: {
    ca: 'κ-Köhler, humitat (SDS011)',
    es: 'κ-Köhler, humedad (SDS011)',
    en: 'κ-Köhler, humidity (SDS011)',
  },
  phenomena: ['pm2_5', 'pm10'],
  method: { kind: 'koehler', kappa: 0.4, density: 1.65, humidityCap: 95 },
  source: 'Crilley et al. 2018, Atmos. Meas. Tech. 11:709–720, for particles that take up water',
  unverified: [
    {
      ca: 'Obtinguda per a un altre comptador òptic de partícules (Alphasense OPC-N2) i traslladada a l’SDS011.',
      es: 'Obtenida para otro contador óptico de partículas (Alphasense OPC-N2) y trasladada al SDS011.',
      en: 'Derived for another optical particle counter (Alphasense OPC-N2) and carried over to the SDS011.',
    },
    {
      ca: 'Es fan servir κ de 0,2 a 0,4 i topalls del 90 al 95 %; 0,4 i 95 % són una tria, no mesurada per a aquest lloc.',
      es: 'Se usan κ de 0,2 a 0,4 y topes del 90 al 95 %; 0,4 y 95 % son una elección, no medida para este lugar.',
      en: 'κ of 0.2 to 0.4 and caps of 90 to 95 % are in use; 0.4 and 95 % are a choice, not measured for this place.',
    },
    {
      ca: 'El full tècnic de l’SDS011 acaba al 70 % d’humitat: per sobre, també el valor corregit és incert.',
      es: 'La hoja técnica del SDS011 acaba en el 70 % de humedad: por encima, también el valor corregido es incierto.',
      en: 'The SDS011’s datasheet ends at 70 % humidity: above it also the corrected value is uncertain.',
    },
  ],
};

const TREND_ONLY: Correction = {
  id: 'gas-trend-only',
  version: '1',
  names: {
    ca: 'Només tendència: sensor de gas sense calibrar',
    es: 'Solo tendencia: sensor de gas sin calibrar',
    en: 'Trend only: gas sensor without calibration',
  },
  phenomena: ['no2', 'no', 'o3', 'co', 'so2', 'nh3', 'hcho', 'eco2', 'tvoc', 'voc_index', 'nox_index'],
  method: { kind: 'trend_only' },
  source:
    'Smart Citizen documentation, Alphasense and metal-oxide gas sensors: co-location before and after, else indications only',
  unverified: [],
};

/** Corrections that come with the platform; calibrations of single kits are declared (`calibrationSchema`). */
export const CORRECTIONS: readonly Correction[] = [EPA_BARKJOHN, EPA_EXTENDED, KOEHLER, TREND_ONLY];

/** The correction of that id; undefined for one that does not exist. */
export function correctionOf(id: string): Correction | undefined {
  return CORRECTIONS.find((one) => one.id === id);
}
