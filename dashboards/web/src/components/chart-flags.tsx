import { useState } from 'preact/hooks';
import type { HoldingView, ReadingView } from '../api-types.ts';
import type { FlagSpan } from '../chart/flag-spans.ts';
import { LOOKED_AT, reasonsOf, reasonsPath } from '../chart/reasons.ts';
import { bucketPeriod, formatCount, spanWords } from '../format.ts';
import { useData } from '../hooks/use-data.ts';
import { useSpeech } from '../i18n/speech.ts';
import { localeOf } from '../intl.ts';
import type { ChartProps } from './chart.tsx';
import { flagText } from './flags.tsx';

/** Doubtful times that are told with their reasons, and how many at most once all are asked for. */
const TOLD = 3;
const MOST = 20;

interface SpanProps {
  readonly kit: string;
  readonly holding: HoldingView;
  readonly span: FlagSpan;
  readonly bucketMs: number;
}

function Reasons({ kit, holding, span }: Omit<SpanProps, 'bucketMs'>) {
  const speech = useSpeech();
  const { say, lang } = speech;
  const { value } = useData<{ readings: readonly ReadingView[] }>(reasonsPath(kit, holding.phenomenon, span));
  const reasons = value === undefined ? [] : reasonsOf(value.readings, holding.channel);
  if (reasons.length === 0) return null;
  const words = reasons.map(({ flag, n }) => `${flagText(flag, speech)} (${formatCount(n, lang)})`);
  const looked = span.to - span.from > LOOKED_AT;
  return (
    <>
      {': '}
      {new Intl.ListFormat(localeOf(lang)).format(words)}
      {looked && ` ${say('flags_looked_at', { span: spanWords(LOOKED_AT, lang) })}`}
    </>
  );
}

function Doubtful(props: SpanProps) {
  const { count, lang } = useSpeech();
  const { bucketMs } = props;
  const { from, to, bad, suspect } = props.span;
  const parts = [
    suspect > 0 && `△ ${count('flags_suspect', suspect)}`,
    bad > 0 && `✕ ${count('flags_bad', bad)}`,
  ].filter((part) => part !== false);
  return (
    <li>
      {bucketPeriod({ from, to }, bucketMs, lang)}: {parts.join(', ')}
      <Reasons {...props} />
    </li>
  );
}

/** When the checks doubted values of a chart, newest first, and why. */
export function ChartFlags(props: ChartProps & { kit: string; holding: HoldingView }) {
  const { kit, holding, flags, bucketMs } = props;
  const { say, count, lang } = useSpeech();
  const [all, setAll] = useState(false);
  if (flags.length === 0) return null;
  const buckets = flags.reduce((sum, one) => sum + one.buckets, 0);
  const told = flags.toReversed().slice(0, all ? MOST : TOLD);
  const more = Math.min(flags.length, MOST) - told.length;
  return (
    <div class="chart-flags">
      <p>{count('flags_summary', buckets, { span: spanWords(bucketMs, lang) })}</p>
      <ul>
        {told.map((span) => (
          <Doubtful key={span.from} kit={kit} holding={holding} span={span} bucketMs={bucketMs} />
        ))}
      </ul>
      {more > 0 && (
        <button type="button" onClick={() => setAll(true)}>
          {count('flags_more', more)}
        </button>
      )}
      {all && flags.length > MOST && <p class="hint">{say('flags_in_table')}</p>}
      <p class="hint">
        {say('flags_note')} <a href="/method#checks">{say('method_link')}</a>
      </p>
    </div>
  );
}
