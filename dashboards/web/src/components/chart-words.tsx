import { summarise } from '../chart/summary.ts';
import { formatCount, formatNumber, shortTime, spanWords, withUnit } from '../format.ts';
import { useSpeech } from '../i18n/speech.ts';
import type { ChartProps } from './chart.tsx';

/** The chart in two or three sentences. */
export function ChartSummary({ rows, bucketMs, phenomenon, layers, from, to }: ChartProps) {
  const { say, lang } = useSpeech();
  const told = summarise(rows, { from, to, bucketMs });
  if (told === undefined) return null;
  const value = (v: number) => withUnit(formatNumber(v, phenomenon.decimals, lang), phenomenon.unitLabel);
  const { lowest, highest, newest, corrected, filled, buckets } = told;
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
      {layers !== 'raw' && (
        <p>
          {corrected === undefined
            ? say('chart_corrected_none')
            : say('chart_corrected', {
                last: value(corrected.value),
                lastTime: shortTime(corrected.time, lang),
              })}
        </p>
      )}
      <p class="hint">{say('chart_coverage', coverage)}</p>
    </div>
  );
}
