import type { Curve } from '../bench.ts';
import { COLOURS, label, line, picture } from './svg.ts';
import { count } from './words.ts';

const WIDTH = 420;
const HEIGHT = 280;
const LEFT = 60;
const BOTTOM = 230;
const TOP = 50;
const RIGHT = 390;

/** Powers of ten from below the least value to above the greatest. */
function span(values: readonly number[]): [low: number, high: number] {
  const low = Math.floor(Math.log10(Math.min(...values)));
  return [low, Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))))];
}

/** One plot with both axes in powers of ten. */
function panel(curves: readonly Curve[], shift: number): string[] {
  const [first] = curves;
  if (first === undefined) return [];
  const all = curves.flatMap(({ points }) => points);
  const [x0, x1] = span(all.map(([x]) => x));
  const [y0, y1] = span(all.map(([, y]) => y));
  const x = (value: number) => shift + LEFT + ((RIGHT - LEFT) * (Math.log10(value) - x0)) / (x1 - x0);
  const y = (value: number) => BOTTOM - ((BOTTOM - TOP) * (Math.log10(value) - y0)) / (y1 - y0);
  const parts = [label(shift + LEFT, 20, `${first.yUnit} against ${first.xUnit}`)];
  for (let power = x0; power <= x1; power++)
    parts.push(
      label(x(10 ** power), BOTTOM + 18, count(10 ** power), 'middle'),
      line(x(10 ** power), TOP, x(10 ** power), BOTTOM),
    );
  for (let power = y0; power <= y1; power++)
    parts.push(
      label(shift + LEFT - 6, y(10 ** power) + 4, count(10 ** power), 'end'),
      line(shift + LEFT, y(10 ** power), shift + RIGHT, y(10 ** power)),
    );
  curves.forEach(({ name, points }, n) => {
    const colour = COLOURS[n % COLOURS.length];
    const path = points.map((point) => `${x(point[0]).toFixed(1)},${y(point[1]).toFixed(1)}`).join(' ');
    parts.push(`<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>`);
    for (const point of points)
      parts.push(
        `<circle cx="${x(point[0]).toFixed(1)}" cy="${y(point[1]).toFixed(1)}" r="4" fill="${colour}"/>`,
      );
    parts.push(`<g fill="${colour}">${label(shift + LEFT + n * 160, 38, name)}</g>`);
  });
  return parts;
}

/** Curves beside each other, one panel a plot. */
export function curvePlot(curves: readonly Curve[]): string {
  const plots = [...new Set(curves.map(({ plot }) => plot))];
  const parts = plots.flatMap((plot, n) =>
    panel(
      curves.filter((curve) => curve.plot === plot),
      n * WIDTH,
    ),
  );
  return picture(plots.length * WIDTH, HEIGHT, 'How cost grows', parts);
}
