import { useState } from 'preact/hooks';
import type { ChartRow } from '../chart/rows.ts';
import { bucketTime, formatCount, formatNumber } from '../format.ts';
import type { Described } from '../hooks/use-catalogue.ts';
import { type Speech, useSpeech } from '../i18n/speech.ts';
import type { WordKey } from '../i18n/words.ts';
import type { ChartProps } from './chart.tsx';

const DAY = 86_400_000;

interface Column {
  readonly word: WordKey;
  text(row: ChartRow): string;
}

/** The columns that a chart's table has: those that the chart draws. */
function columnsFor(
  { rows, layers }: Pick<ChartProps, 'rows' | 'layers'>,
  { decimals }: Described,
  { lang }: Speech,
): Column[] {
  const number = (value: number | undefined) =>
    value === undefined ? '–' : formatNumber(value, decimals, lang);
  const whole = (value: number) => formatCount(value, lang);
  const spread: Column[] = [
    { word: 'chart_p10', text: ({ p10 }) => number(p10) },
    { word: 'chart_p90', text: ({ p90 }) => number(p90) },
  ];
  const flags: Column[] = [
    { word: 'chart_suspect', text: ({ suspect }) => whole(suspect) },
    { word: 'chart_bad', text: ({ bad }) => whole(bad) },
  ];
  return [
    { word: 'chart_mean', text: ({ mean }) => number(mean) },
    ...(layers === 'raw'
      ? []
      : [{ word: 'chart_mean_corrected', text: ({ corrected }) => number(corrected) } satisfies Column]),
    { word: 'chart_min', text: ({ min }) => number(min) },
    ...(rows.some(({ p10 }) => p10 !== undefined) ? spread : []),
    { word: 'chart_max', text: ({ max }) => number(max) },
    { word: 'chart_n', text: ({ n }) => whole(n) },
    ...(rows.some(({ bad, suspect }) => bad + suspect > 0) ? flags : []),
  ];
}

function Cells({ rows, columns, bucketMs }: Pick<ChartProps, 'rows' | 'bucketMs'> & { columns: Column[] }) {
  const { lang } = useSpeech();
  return (
    <tbody>
      {rows.toReversed().map((row) => (
        <tr key={row.time}>
          <th scope="row">{bucketTime(row.time, bucketMs, lang)}</th>
          {columns.map(({ word, text }) => (
            <td key={word} class="number">
              {text(row)}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}

/** The chart's rows, newest first, behind a button. */
export function ChartTable({ rows, bucketMs, phenomenon, layers }: ChartProps) {
  const speech = useSpeech();
  const { say } = speech;
  const [open, setOpen] = useState(false);
  const unit = phenomenon.unitLabel === '' ? '' : ` (${phenomenon.unitLabel})`;
  const caption = `${phenomenon.name}${unit}`;
  const columns = columnsFor({ rows, layers }, phenomenon, speech);
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
                <th scope="col">{say(bucketMs < DAY ? 'chart_time' : 'chart_utc_day')}</th>
                {columns.map(({ word }) => (
                  <th key={word} scope="col">
                    {say(word)}
                  </th>
                ))}
              </tr>
            </thead>
            <Cells rows={rows} columns={columns} bucketMs={bucketMs} />
          </table>
        </section>
      )}
    </>
  );
}
