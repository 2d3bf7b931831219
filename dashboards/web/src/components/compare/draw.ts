import uPlot from 'uplot';
import { axisNumbers, axisSteps, axisTimes, valueRange } from '../../chart/axes.ts';
import type { Language } from '../../i18n/language.ts';
import type { ScatterColumns, TimeColumns } from './points.ts';

const HEIGHT = 320;

function colour(element: Element, name: string): string {
  return getComputedStyle(element).getPropertyValue(name).trim();
}

function axisFor(element: HTMLElement): uPlot.Axis {
  const line = { stroke: colour(element, '--line'), width: 1 };
  const font = `13px ${getComputedStyle(element).fontFamily}`;
  return {
    stroke: colour(element, '--ink-soft'),
    grid: line,
    ticks: line,
    font,
    labelFont: font,
    labelSize: 22,
  };
}

/** Keeps a plot in step with its element's width and the page's colours until `remove`. */
function keep(element: HTMLElement, make: () => uPlot): { remove(): void } {
  let plot = make();
  const redraw = () => {
    plot.destroy();
    plot = make();
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

/** What the axes of a scatter plot say. */
export interface ScatterLook {
  readonly lang: Language;
  readonly station: string;
  readonly kit: string;
}

/** The same room on both axes, so that the line of equality is what it is. */
function roomOf([references, kit]: ScatterColumns): [number, number] {
  const all = [...references, ...kit.filter((value) => value !== null)];
  const [low, high] = [all.reduce((a, b) => Math.min(a, b), 0), all.reduce((a, b) => Math.max(a, b), 1)];
  return [low, high + (high - low) * 0.05];
}

/** Draws hours as dots, station across and kit up, with both lines. */
export function drawScatter(
  element: HTMLElement,
  columns: ScatterColumns,
  { lang, station, kit }: ScatterLook,
): { remove(): void } {
  const range = roomOf(columns);
  const values: uPlot.Axis.Values = (_, splits) => axisNumbers(splits, lang);
  return keep(element, () => {
    const axis = { ...axisFor(element), values };
    const dots = { paths: () => null, points: { show: true, size: 5, fill: colour(element, '--chart') } };
    const options: uPlot.Options = {
      ...{ width: element.clientWidth, height: HEIGHT, legend: { show: false }, cursor: { show: false } },
      scales: { x: { time: false, range }, y: { range } },
      axes: [
        { ...axis, label: station },
        { ...axis, label: kit, size: 60 },
      ],
      series: [
        {},
        { stroke: colour(element, '--chart'), ...dots },
        { stroke: colour(element, '--ink-soft'), width: 1.5, dash: [3, 4], points: { show: false } },
        { stroke: colour(element, '--chart-corrected'), width: 2.5, points: { show: false } },
      ],
    };
    return new uPlot(options, columns as unknown as uPlot.AlignedData, element);
  });
}

/** What the axes of a plot over time say. */
export interface TimesLook {
  readonly lang: Language;
  readonly unit: string;
  readonly decimals: number;
}

/** Draws both over time: the station as a full line, the kit dashed. */
export function drawTimes(
  element: HTMLElement,
  columns: TimeColumns,
  { lang, unit, decimals }: TimesLook,
): { remove(): void } {
  const [times] = columns;
  const [from, to] = [times[0] ?? 0, (times.at(-1) ?? 0) + 3600];
  const span = (to - from) * 1000;
  return keep(element, () => {
    const axis = axisFor(element);
    const options: uPlot.Options = {
      ...{ width: element.clientWidth, height: HEIGHT, legend: { show: false }, cursor: { y: false } },
      scales: { x: { time: true, range: [from, to] }, y: { range: valueRange(decimals) } },
      axes: [
        { ...axis, ...axisSteps(span), space: 60, values: axisTimes(lang, span) },
        { ...axis, size: 60, label: unit, values: (_, splits) => axisNumbers(splits, lang) },
      ],
      series: [
        {},
        { stroke: colour(element, '--chart-corrected'), width: 2, points: { size: 3 } },
        { stroke: colour(element, '--chart'), width: 2, dash: [7, 4], points: { size: 3 } },
      ],
    };
    return new uPlot(options, columns as unknown as uPlot.AlignedData, element);
  });
}
