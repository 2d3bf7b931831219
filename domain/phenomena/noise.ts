import type { Phenomenon } from './phenomenon.ts';

const WEIGHTINGS = ['A', 'C', 'Z'] as const;

/** [suffix of the id, Catalan, Spanish, English]; levels as IEC 61672-1 and ISO 1996-1 name them. */
const KINDS = [
  ['eq', 'equivalent', 'equivalente', 'equivalent'],
  ['max', 'màxim', 'máximo', 'maximum'],
  ['min', 'mínim', 'mínimo', 'minimum'],
  ['10', 'superat el 10 % del temps', 'superado el 10 % del tiempo', 'exceeded 10 % of the time'],
  ['50', 'superat el 50 % del temps', 'superado el 50 % del tiempo', 'exceeded 50 % of the time'],
  ['90', 'superat el 90 % del temps', 'superado el 90 % del tiempo', 'exceeded 90 % of the time'],
] as const;

function level(weighting: (typeof WEIGHTINGS)[number], kind: (typeof KINDS)[number]): Phenomenon {
  const [suffix, ca, es, en] = kind;
  const symbol = `L${weighting}${suffix}`;
  return {
    id: `noise_l${weighting.toLowerCase()}${suffix}`,
    names: {
      ca: `Soroll ${symbol} (nivell ${ca})`,
      es: `Ruido ${symbol} (nivel ${es})`,
      en: `Noise ${symbol} (${en} level)`,
    },
    unit: 'dB[SPL]',
    unitLabel: `dB${weighting}`,
    accepts: {},
    plausible: [20, 140],
    // Levels exceeded N % of the time are statistics, not energies: their mean is arithmetic (ISO 1996-1, 3.1.3).
    averaging: suffix === 'eq' ? 'energetic' : 'arithmetic',
    decimals: 0,
    group: 'noise',
    definition: 'http://qudt.org/vocab/quantitykind/SoundPressureLevel',
  };
}

/** Sound levels, A, C and Z weighted: `noise_laeq`, `noise_lcmax`, `noise_lz90`, … */
export const NOISE: readonly Phenomenon[] = WEIGHTINGS.flatMap((w) => KINDS.map((k) => level(w, k)));
