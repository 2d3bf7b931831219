import { useMemo, useState } from 'preact/hooks';
import type { HoldingView } from '../api-types.ts';
import { flagSpans } from '../chart/flag-spans.ts';
import type { Layers } from '../chart/plot.ts';
import { chartRows } from '../chart/rows.ts';
import { bucketOf, periodOf, type Span, seriesPath } from '../chart/span.ts';
import { useCatalogue } from '../hooks/use-catalogue.ts';
import { useData } from '../hooks/use-data.ts';
import { useInterval } from '../hooks/use-interval.ts';
import { useLast } from '../hooks/use-last.ts';
import { useSpeech } from '../i18n/speech.ts';
import { shownValue } from '../shown.ts';
import type { TrustedSeries } from '../trust-types.ts';
import { Chart } from './chart.tsx';
import { ChartFlags } from './chart-flags.tsx';
import { ChartKey } from './chart-key.tsx';
import { ChartTable } from './chart-table.tsx';
import { ChartSummary } from './chart-words.tsx';
import { Failed } from './failed.tsx';
import { Loading } from './loading.tsx';

/** How often a chart is drawn anew, ms. */
const REFRESH = 60_000;

export interface ChartDrawnProps {
  readonly kit: string;
  readonly holding: HoldingView;
  readonly span: Span;
  readonly layers: Layers;
  /** End of the period, UTC ms; now when undefined. */
  readonly to: number | undefined;
}

function useSeries({ kit, holding, span, layers, to }: ChartDrawnProps) {
  const [now, setNow] = useState(Date.now());
  useInterval(() => setNow(Date.now()), REFRESH);
  const bucketMs = bucketOf(span);
  const period = periodOf(span, to ?? now, bucketMs);
  const query = { kit, phenomenon: holding.phenomenon, ...period, bucketMs };
  const { value, failure, reload } = useData<TrustedSeries>(seriesPath(query, layers));
  return { period, shown: useLast(value), failure, reload };
}

/** A chart with what stands beneath it. */
export function ChartDrawn(props: ChartDrawnProps) {
  const { kit, holding, layers } = props;
  const { say } = useSpeech();
  const phenomenon = useCatalogue()(holding.phenomenon);
  const { period, shown, failure, reload } = useSeries(props);
  const drawn = useMemo(() => {
    const line = shown?.series.find(({ channel }) => channel === holding.channel);
    if (shown === undefined || line === undefined) return { rows: [], flags: [] };
    const rows = chartRows(line, shownValue(shown.unit));
    return { rows, flags: flagSpans(rows, shown.bucketMs) };
  }, [shown, holding.channel]);
  if (failure !== undefined) return <Failed failure={failure} retry={reload} />;
  if (shown === undefined) return <Loading />;
  if (drawn.rows.length === 0) return <p class="notice">{say('chart_empty')}</p>;
  const chart = { ...drawn, bucketMs: shown.bucketMs, phenomenon, layers, ...period };
  return (
    <>
      <Chart {...chart} />
      <ChartKey {...chart} />
      <ChartSummary {...chart} />
      <ChartFlags kit={kit} holding={holding} {...chart} />
      <ChartTable {...chart} />
    </>
  );
}
