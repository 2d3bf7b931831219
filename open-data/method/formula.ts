import type { Method, Piece } from '../../analysis/corrections/correction.ts';

/** A figure with a true minus sign and no more digits than it has; small ones as a power of ten. */
function figureText(value: number): string {
  const size = Math.abs(value);
  if (size > 0 && size < 0.001) {
    const [digits, power] = size.toExponential().split('e');
    return `${digits}·10${[...String(power)].map((sign) => SUPERSCRIPT[sign] ?? '').join('')}`;
  }
  return String(size);
}

const SUPERSCRIPT: Readonly<Record<string, string>> = {
  '-': '⁻',
  ...Object.fromEntries([...'⁰¹²³⁴⁵⁶⁷⁸⁹'].map((sign, digit) => [String(digit), sign])),
};

/** Terms joined by their signs: `5.75 + 0.524·p − 0.0862·RH`. Those of 0 are left out. */
function sum(terms: readonly (readonly [factor: number, symbol: string])[]): string {
  return terms
    .filter(([factor]) => factor !== 0)
    .map(([factor, symbol], at) => {
      const sign = factor < 0 ? (at === 0 ? '−' : ' − ') : at === 0 ? '' : ' + ';
      const bare = symbol !== '' && Math.abs(factor) === 1;
      return `${sign}${bare ? symbol : `${figureText(factor)}${symbol === '' ? '' : `·${symbol}`}`}`;
    })
    .join('');
}

function pieceText({ offset, perRaw, perRawSquared, perHumidity }: Piece): string {
  return sum([
    [offset, ''],
    [perRaw, 'p'],
    [perRawSquared, 'p²'],
    [perHumidity, 'RH'],
  ]);
}

function stretch({ from, to }: Piece, isFirst: boolean): string {
  if (to === null) return `p ≥ ${from}`;
  return isFirst ? `p < ${to}` : `${from} ≤ p < ${to}`;
}

/** Between the end of a piece and the beginning of the next, where the two are not the same. */
function passage(before: Piece, next: Piece): string[] {
  if (before.to === null || before.to >= next.from) return [];
  const [a, b] = [before.to, next.from];
  return [
    `${a} ≤ p < ${b}:  c = (1 − s)·(${pieceText(before)}) + s·(${pieceText(next)}),  s = (p − ${a}) / ${b - a}`,
  ];
}

function piecewise(pieces: readonly Piece[], least: number): string[] {
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined) return [`c = max(${least}; ${pieceText(only)})`];
  const lines = pieces.flatMap((piece, at) => {
    const before = pieces[at - 1];
    const own = `${stretch(piece, at === 0)}:  c = ${pieceText(piece)}`;
    return before === undefined ? [own] : [...passage(before, piece), own];
  });
  return [...lines, `c ≥ ${least}`];
}

/**
 * A correction as lines of mathematics, the same in every language: `c` the corrected value, `p` the one the sensor gave, `RH` the
 * relative humidity in %. None for a method that corrects nothing.
 */
export function formulaOf(method: Method): string[] {
  switch (method.kind) {
    case 'piecewise':
      return piecewise(method.pieces, method.least);
    case 'koehler':
      return [
        `c = p / (1 + (κ/ρ) / (100/RH − 1))`,
        `κ = ${method.kappa},  ρ = ${method.density} g/cm³,  RH ≤ ${method.humidityCap}`,
      ];
    case 'linear':
      return [
        `c = ${sum([
          [method.offset, ''],
          [method.slope, 'p'],
        ])}`,
      ];
    default:
      return [];
  }
}
