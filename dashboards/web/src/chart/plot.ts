import uPlot from 'uplot';
import type { Language } from '../../../../domain/phenomena/phenomenon.ts';
import { axisNumbers, axisSteps, axisTimes, valueRange } from './axes.ts';
import type { Columns } from './columns.ts';
import { markFlags } from './flag-marks.ts';
import type { FlagSpan } from './flag-spans.ts';

/** Which means are drawn. */
export type Layers = 'raw' | 'corrected' | 'both';

export interface PlotLook {
  readonly lang: Language;
  readonly unitLabel: string;
  readonly decimals: number;
  readonly from: number;
  readonly to: number;
  readonly layers: Layers;
  readonly flags: readonly FlagSpan[];
}

const HEIGHT = 300;

function colour(element: Element, name: string): string {
  return getComputedStyle(element).getPropertyValue(name).trim();
}

function axesFor(element: HTMLElement, { lang, unitLabel, from, to }: PlotLook): uPlot.Axis[] {
  const line = { stroke: colour(element, '--line'), width: 1 };
  const font = `13px ${getComputedStyle(element).fontFamily}`;
  const axis = { stroke: colour(element, '--ink-soft'), grid: line, ticks: line, font };
  return [
    { ...axis, ...axisSteps(to - from), space: 60, values: axisTimes(lang, to - from) },
    {
      ...axis,
      size: 64,
      label: unitLabel,
      labelFont: font,
      labelSize: 22,
      values: (_, splits) => axisNumbers(splits, lang),
    },
  ];
}

/** Mean, edges of the two bands, corrected mean: in the order of `Columns`. */
function seriesFor(element: HTMLElement, layers: Layers): uPlot.Series[] {
  const raw = layers !== 'corrected';
  const edge = { show: raw, stroke: 'transparent', points: { show: false } };
  const mean = { show: raw, stroke: colour(element, '--chart'), width: 2, points: { size: 4 } };
  const corrected = {
    show: layers !== 'raw',
    stroke: colour(element, '--chart-corrected'),
    width: 2,
    dash: [7, 4],
    points: { show: false },
  };
  return [{}, mean, edge, edge, edge, edge, corrected].map((one) => ({ ...one }));
}

function optionsFor(element: HTMLElement, look: PlotLook): uPlot.Options {
  const fill = colour(element, '--chart-band');
  const marks = { shade: colour(element, '--flag-shade'), ink: colour(element, '--brick') };
  return {
    width: element.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { y: false, points: { size: 8 } },
    scales: {
      x: { time: true, range: [look.from / 1000, look.to / 1000] },
      y: { range: valueRange(look.decimals) },
    },
    axes: axesFor(element, look),
    series: seriesFor(element, look.layers),
    bands: [
      { series: [3, 2], fill },
      { series: [5, 4], fill },
    ],
    hooks: { drawAxes: [markFlags(look.flags, marks)] },
  };
}

/** A chart in an element. It keeps its width and colours in step with the page until `remove`. */
export function drawPlot(element: HTMLElement, columns: Columns, look: PlotLook): { remove(): void } {
  const data = columns as unknown as uPlot.AlignedData;
  let plot = new uPlot(optionsFor(element, look), data, element);
  const redraw = () => {
    plot.destroy();
    plot = new uPlot(optionsFor(element, look), data, element);
  };
  const resize = new ResizeObserver(() => {
    if (plot.width !== element.clientWidth) plot.setSize({ width: element.clientWidth, height: HEIGHT });
  });
  resize.observe(element);
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', redraw);
  return {
    remove() {
      resize.disconnect();
      dark.removeEventListener('change', redraw);
      plot.destroy();
    },
  };
}
