import { type Figure, ratio } from '../bench.ts';
import { COLOURS, label, line, picture } from './svg.ts';

const WIDTH = 860;
const LEFT = 430;
const BAR = 18;
const ROW = 40;
const TOP = 40;

/** Bars on a scale of powers: how many times ours is better than the first that stands beside it. */
export function ratioPlot(all: readonly Figure[]): string {
  const bars = all.flatMap((figure) => {
    const [first] = figure.beside;
    return figure.headline === true && first !== undefined
      ? [{ what: figure.what, than: first.name, times: ratio(figure, first.value) }]
      : [];
  });
  const least = Math.min(1, ...bars.map((bar) => bar.times));
  const most = Math.max(2, ...bars.map((bar) => bar.times));
  const x = (times: number) =>
    LEFT + ((WIDTH - LEFT - 70) * Math.log(times / least)) / Math.log(most / least);
  const height = TOP + bars.length * ROW + 10;
  const parts = [
    label(LEFT, 20, 'times better than what stands beside it (logarithmic)'),
    line(x(1), TOP - 10, x(1), height - 10),
  ];
  bars.forEach(({ what, than, times }, n) => {
    const y = TOP + n * ROW;
    const [from, to] = [Math.min(x(1), x(times)), Math.max(x(1), x(times))];
    parts.push(
      label(LEFT - 40, y + 8, what.length > 66 ? `${what.slice(0, 65)}…` : what, 'end'),
      `<g fill="#666" font-size="10">${label(LEFT - 40, y + 21, `beside ${than}`, 'end')}</g>`,
      `<rect x="${from.toFixed(1)}" y="${y}" width="${Math.max(1, to - from).toFixed(1)}" height="${BAR}" fill="${COLOURS[times >= 1 ? 0 : 1]}"/>`,
      label(to + 6, y + 13, `${times >= 10 ? times.toFixed(0) : times.toFixed(1)}x`),
    );
  });
  return picture(WIDTH, height, 'How many times better than what stands beside it', parts);
}
