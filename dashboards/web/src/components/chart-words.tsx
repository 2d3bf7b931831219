import { summarise } from '../chart/summary.ts';
import { bucketTime, formatCount, formatNumber, spanWords, withUnit } from '../format.ts';
import { useSpeech } from '../i18n/speech.ts';
import type { ChartProps } from './chart.tsx';

/** The chart in two or three sentences. */
export function ChartSummary({ rows, bucketMs, phenomenon, layers, from, to }: ChartProps) {
  const { say, lang } = useSpeech();
  const told = summarise(rows, { from, to, bucketMs });
  if (told === undefined) return null;
  const value = (v: number) => withUnit(formatNumber(v, phenomenon.decimals, lang), phenomenon.unitLabel);
  const time = (ms: number) => bucketTime(ms, bucketMs, lang);
  const { lowest, highest, newest, corrected, filled, buckets } = told;
  const filling = {
    from: time(from),
    to: time(to),
    min: value(lowest.value),
    minTime: time(lowest.time),
    max: value(highest.value),
    maxTime: time(highest.time),
    last: value(newest.value),
    lastTime: time(newest.time),
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
                lastTime: time(corrected.time),
              })}
        </p>
      )}
      <p class="hint">{say('chart_coverage', coverage)}</p>
    </div>
  );
}
