import { expect, test } from 'vitest';
import { type Figure, median, ratio } from '../bench.ts';
import { curvePlot } from './curve-plot.ts';
import { ratioPlot } from './ratio-plot.ts';
import { table } from './readme.ts';

const faster: Figure = {
  what: 'Messages',
  unit: 'messages/s',
  better: 'more',
  ours: 30_000,
  beside: [{ name: 'the <other>', value: 10_000 }],
  headline: true,
};
const slower: Figure = { ...faster, what: 'Wait', unit: 'ms', better: 'less', ours: 20 };

test('a ratio above one is in our favour, whether more or less is better', () => {
  expect(ratio(faster, 10_000)).toBe(3);
  expect(ratio(slower, 10)).toBe(0.5);
  expect(median([5, 1, 3])).toBe(3);
});

test('the table says when and where it was measured, and names what stands beside', () => {
  const circumstances = { date: '2026-03-01', machine: '2 cores', node: 'v20.1.0', size: 'default' as const };
  const text = table([
    { pair: 'ingest', ...circumstances, figures: [faster, { ...faster, what: 'Hidden', headline: false }] },
    { pair: 'paced', ...circumstances, figures: [slower] },
  ]);
  expect(text).toContain('(2026-03-01, 2 cores, Node 20.1.0)');
  expect(text).toContain('| Messages | 30,000 messages/s | the <other>: 10,000 (3.0x) |');
  expect(text).not.toContain('Hidden');
  expect(text).not.toContain('bench-scale.svg');
});

test('plots are well-formed and hold every figure', () => {
  const bars = ratioPlot([faster, slower]);
  expect(bars.match(/<rect/g)).toHaveLength(3);
  expect(bars).toContain('beside the &lt;other&gt;');
  expect(bars).toContain('3.0x');
  const curve = {
    plot: 'a',
    xUnit: 'kits',
    yUnit: 'ms',
    name: 'one',
    points: [
      [10, 1],
      [1000, 4],
    ] as const,
  };
  const curves = curvePlot([curve, { ...curve, plot: 'b' }]);
  expect(curves.match(/<circle/g)).toHaveLength(4);
  expect(bars + curves).not.toMatch(/NaN|undefined|Infinity/);
});
