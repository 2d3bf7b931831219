import uPlot from 'uplot';
import type { Language } from '../../../../domain/phenomena/phenomenon.ts';
import { formatNumber } from '../format.ts';
import { localeOf } from '../intl.ts';
import type { Columns } from './columns.ts';

export interface PlotLook {
  readonly lang: Language;
  readonly unitLabel: string;
  readonly decimals: number;
  readonly from: number;
  readonly to: number;
}

const HEIGHT = 300;
const DAY = 86_400_000;

function colour(element: Element, name: string): string {
  return getComputedStyle(element).getPropertyValue(name).trim();
}

function axisTime(lang: Language, long: boolean): (self: uPlot, splits: number[]) => string[] {
  const day = new Intl.DateTimeFormat(localeOf(lang), { weekday: 'short', day: 'numeric' });
  const hour = new Intl.DateTimeFormat(localeOf(lang), { hour: '2-digit', minute: '2-digit' });
  return (_, splits) =>
    splits.map((s) => {
      const date = new Date(s * 1000);
      const midnight = date.getHours() === 0 && date.getMinutes() === 0;
      return midnight || long ? day.format(date) : hour.format(date);
    });
}

/** Values at least one step of the shown decimals apart, so that a steady series does not look wild. */
function range(decimals: number): uPlot.Range.Function {
  return (_, low, high) => {
    if (low === null || high === null) return [0, 1];
    const room = Math.max((high - low) * 0.08, 10 ** -decimals);
    return [low >= 0 ? Math.max(0, low - room) : low - room, high + room];
  };
}

/** Axis numbers with as many digits as the finest of them needs. */
function axisNumbers(splits: readonly number[], lang: Language): string[] {
  const digits = splits.map((v) => Number(v.toFixed(6)).toString().split('.')[1]?.length ?? 0);
  return splits.map((v) => formatNumber(v, Math.max(...digits), lang));
}

function optionsFor(element: HTMLElement, look: PlotLook): uPlot.Options {
  const { lang, unitLabel, decimals, from, to } = look;
  const [ink, grid, line] = ['--ink-soft', '--line', '--chart'].map((name) => colour(element, name));
  const axis = {
    stroke: ink ?? '',
    grid: { stroke: grid ?? '', width: 1 },
    ticks: { stroke: grid ?? '', width: 1 },
  };
  const font = `13px ${getComputedStyle(element).fontFamily}`;
  return {
    width: element.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { y: false, points: { size: 8 } },
    scales: { x: { time: true, range: [from / 1000, to / 1000] }, y: { range: range(decimals) } },
    axes: [
      { ...axis, font, space: 60, values: axisTime(lang, to - from > 2 * DAY) },
      {
        ...axis,
        font,
        size: 64,
        label: unitLabel,
        labelFont: font,
        labelSize: 22,
        values: (_, splits) => axisNumbers(splits, lang),
      },
    ],
    series: [
      {},
      { stroke: line ?? '', width: 2, points: { size: 4 } },
      { stroke: 'transparent', points: { show: false } },
      { stroke: 'transparent', points: { show: false } },
    ],
    bands: [{ series: [3, 2], fill: colour(element, '--chart-band') }],
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
