import { useMemo, useState } from 'preact/hooks';
import type { HoldingView } from '../api-types.ts';
import type { Layers } from '../chart/plot.ts';
import { SPAN_WORDS, type Span } from '../chart/span.ts';
import { useSensor } from '../hooks/use-sensor.ts';
import { useSpeech } from '../i18n/speech.ts';
import type { WordKey } from '../i18n/words.ts';
import { ChartChoice } from './chart-choice.tsx';
import { ChartCorrection } from './chart-correction.tsx';
import { ChartDrawn } from './chart-drawn.tsx';
import { HoldingSelect, holdingKey } from './holding-select.tsx';

const LAYER_WORDS: Readonly<Record<Layers, WordKey>> = {
  raw: 'layer_raw',
  corrected: 'layer_corrected',
  both: 'layer_both',
};

interface ChartedProps {
  readonly kit: string;
  readonly holding: HoldingView;
  readonly span: Span;
  readonly to: number | undefined;
}

function Charted({ kit, holding, span, to }: ChartedProps) {
  const [layers, setLayers] = useState<Layers>('raw');
  const sensor = useSensor(kit, holding);
  const isCorrected = sensor?.hours.some(({ corrected }) => corrected !== null) === true;
  return (
    <>
      {isCorrected && (
        <ChartChoice name="layers" legend="layers" options={LAYER_WORDS} chosen={layers} choose={setLayers} />
      )}
      {sensor !== undefined && <ChartCorrection sensor={sensor} phenomenon={holding.phenomenon} />}
      <ChartDrawn
        key={`${span} ${layers}`}
        kit={kit}
        holding={holding}
        span={span}
        layers={isCorrected ? layers : 'raw'}
        to={to}
      />
    </>
  );
}

export interface HistoryProps {
  readonly kit: string;
  readonly holdings: readonly HoldingView[];
  /** End of what is shown, UTC ms; now when undefined. */
  readonly to: number | undefined;
}

/** Chart of one phenomenon of a kit over a day to a year: raw and corrected, with its doubtful times, its words and its table. */
export function History({ kit, holdings, to }: HistoryProps) {
  const { say } = useSpeech();
  const [span, setSpan] = useState<Span>('24h');
  const [chosen, setChosen] = useState('');
  const holding = useMemo(() => {
    const asked = holdings.find((one) => holdingKey(one) === chosen);
    return asked ?? holdings.find(({ phenomenon }) => phenomenon === 'pm2_5') ?? holdings[0];
  }, [holdings, chosen]);
  if (holding === undefined) return null;
  return (
    <section class="card history" aria-labelledby="history-title">
      <h2 id="history-title">{say('chart_title')}</h2>
      <div class="tools">
        <HoldingSelect holdings={holdings} chosen={holdingKey(holding)} choose={setChosen} />
        <ChartChoice name="span" legend="chart_span" options={SPAN_WORDS} chosen={span} choose={setSpan} />
      </div>
      <Charted key={holdingKey(holding)} kit={kit} holding={holding} span={span} to={to} />
    </section>
  );
}
