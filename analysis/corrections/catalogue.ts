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
    'Derived in the United States on 24-hour means; how it does in Mediterranean cities was not measured.',
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
    'Up to 30 µg/m³ it is Barkjohn 2021. Which of a Plantower’s two outputs (CF=1 or atmospheric) the pieces above are for: sources disagree.',
    'Derived in the United States; how it does in Mediterranean cities was not measured.',
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
    'Derived for another optical particle counter (Alphasense OPC-N2) and carried over to the SDS011.',
    'κ of 0.2 to 0.4 and caps of 90 to 95 % are in use; 0.4 and 95 % are a choice, not measured for this place.',
    'The SDS011’s datasheet ends at 70 % humidity: above it also the corrected value is uncertain.',
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
