import { useMemo, useState } from 'preact/hooks';
import type { HoldingView, SeriesView } from '../api-types.ts';
import { useCatalogue } from '../hooks/use-catalogue.ts';
import { useData } from '../hooks/use-data.ts';
import { useInterval } from '../hooks/use-interval.ts';
import { useSpeech } from '../i18n/speech.ts';
import { shownPoints } from '../shown.ts';
import { Chart } from './chart.tsx';
import { ChartSummary, ChartTable } from './chart-words.tsx';
import { Failed } from './failed.tsx';
import { HoldingSelect, holdingKey } from './holding-select.tsx';
import { Loading } from './loading.tsx';

const HOUR = 3_600_000;
const SPANS = { '24h': 24 * HOUR, '7d': 7 * 24 * HOUR } as const;
type Span = keyof typeof SPANS;
/** How often a chart is drawn anew, ms. */
const REFRESH = 60_000;

function SpanChoice({ span, choose }: { span: Span; choose: (span: Span) => void }) {
  const { say } = useSpeech();
  return (
    <fieldset class="choice">
      <legend>{say('chart_span')}</legend>
      {(Object.keys(SPANS) as Span[]).map((one) => (
        <label key={one}>
          <input type="radio" name="span" checked={one === span} onChange={() => choose(one)} />
          <span>{say(`chart_${one}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}

function usePeriod(span: Span): { from: number; to: number } {
  const [to, setTo] = useState(Date.now());
  useInterval(() => setTo(Date.now()), REFRESH);
  return { from: to - SPANS[span], to };
}

function seriesPath(kit: string, phenomenon: string, { from, to }: { from: number; to: number }): string {
  const period = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  return `/series?${new URLSearchParams({ kit, phenomenon, bucket: 'auto', ...period })}`;
}

function Drawn({ kit, holding, span }: { kit: string; holding: HoldingView; span: Span }) {
  const { say } = useSpeech();
  const phenomenon = useCatalogue()(holding.phenomenon);
  const period = usePeriod(span);
  const path = seriesPath(kit, holding.phenomenon, period);
  const { value, failure, reload } = useData<SeriesView>(path);
  const last = useLast(value);
  const shown = value ?? last;
  const points = useMemo(() => {
    const series = shown?.series.find(({ channel }) => channel === holding.channel);
    return shownPoints(series?.points ?? [], shown?.unit ?? '');
  }, [shown, holding.channel]);
  if (failure !== undefined) return <Failed failure={failure} retry={reload} />;
  if (shown === undefined) return <Loading />;
  if (points.length === 0) return <p class="notice">{say('chart_empty')}</p>;
  const chart = { points, bucketMs: shown.bucketMs, phenomenon, ...period };
  return (
    <>
      <Chart {...chart} />
      <ChartSummary {...chart} />
      <ChartTable {...chart} />
    </>
  );
}

/** The newest value there was, while the next one loads. */
function useLast<T>(value: T | undefined): T | undefined {
  const [last, setLast] = useState<T>();
  if (value !== undefined && value !== last) setLast(value);
  return last;
}

/** Chart of one phenomenon of a kit over a day or a week, with its words and its table. */
export function History({ kit, holdings }: { kit: string; holdings: readonly HoldingView[] }) {
  const { say } = useSpeech();
  const [span, setSpan] = useState<Span>('24h');
  const [chosen, setChosen] = useState('');
  const holding = useMemo(() => {
    const asked = holdings.find((one) => holdingKey(one) === chosen);
    return asked ?? holdings.find(({ phenomenon }) => phenomenon === 'pm2_5') ?? holdings[0];
  }, [holdings, chosen]);
  if (holding === undefined) return null;
  return (
    <section class="card" aria-labelledby="history-title">
      <h2 id="history-title">{say('chart_title')}</h2>
      <div class="tools">
        <HoldingSelect holdings={holdings} chosen={holdingKey(holding)} choose={setChosen} />
        <SpanChoice span={span} choose={setSpan} />
      </div>
      <Drawn key={`${holdingKey(holding)} ${span}`} kit={kit} holding={holding} span={span} />
    </section>
  );
}
