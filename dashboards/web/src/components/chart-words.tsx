import { useState } from 'preact/hooks';
import type { SeriesPoint } from '../api-types.ts';
import { summarise } from '../chart/summary.ts';
import { formatCount, formatNumber, shortTime, spanWords, withUnit } from '../format.ts';
import { useSpeech } from '../i18n/speech.ts';
import type { ChartProps } from './chart.tsx';

/** The chart in two sentences. */
export function ChartSummary({ points, bucketMs, phenomenon, from, to }: ChartProps) {
  const { say, lang } = useSpeech();
  const told = summarise(points, { from, to, bucketMs });
  if (told === undefined) return null;
  const value = (v: number) => withUnit(formatNumber(v, phenomenon.decimals, lang), phenomenon.unitLabel);
  const { lowest, highest, newest, filled, buckets } = told;
  const filling = {
    from: shortTime(from, lang),
    to: shortTime(to, lang),
    min: value(lowest.value),
    minTime: shortTime(lowest.time, lang),
    max: value(highest.value),
    maxTime: shortTime(highest.time, lang),
    last: value(newest.value),
    lastTime: shortTime(newest.time, lang),
  };
  const coverage = {
    n: formatCount(filled, lang),
    of: formatCount(buckets, lang),
    span: spanWords(bucketMs, lang),
  };
  return (
    <div class="chart-words">
      <p>{say('chart_summary', filling)}</p>
      <p class="hint">{say('chart_coverage', coverage)}</p>
    </div>
  );
}

function PointRow({ point, phenomenon }: { point: SeriesPoint; phenomenon: ChartProps['phenomenon'] }) {
  const { lang } = useSpeech();
  const [time, mean, min, max, n] = point;
  const number = (v: number) => formatNumber(v, phenomenon.decimals, lang);
  return (
    <tr>
      <th scope="row">{shortTime(time, lang)}</th>
      <td class="number">{number(mean)}</td>
      <td class="number">{number(min)}</td>
      <td class="number">{number(max)}</td>
      <td class="number">{formatCount(n, lang)}</td>
    </tr>
  );
}

/** The chart's points, newest first, behind a button. */
export function ChartTable({ points, phenomenon }: ChartProps) {
  const { say } = useSpeech();
  const [open, setOpen] = useState(false);
  const unit = phenomenon.unitLabel === '' ? '' : ` (${phenomenon.unitLabel})`;
  const caption = `${phenomenon.name}${unit}`;
  return (
    <>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {say(open ? 'chart_hide_table' : 'chart_as_table')}
      </button>
      {open && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
        <section class="scroller" tabIndex={0} aria-label={caption}>
          <table class="chart-table">
            <caption>{caption}</caption>
            <thead>
              <tr>
                {(['chart_time', 'chart_mean', 'chart_min', 'chart_max', 'chart_n'] as const).map((word) => (
                  <th key={word} scope="col">
                    {say(word)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {points.toReversed().map((point) => (
                <PointRow key={point[0]} point={point} phenomenon={phenomenon} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  );
}
