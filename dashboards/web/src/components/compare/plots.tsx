import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Basis, ComparisonView } from '../../compare-types.ts';
import { useSpeech } from '../../i18n/speech.ts';
import type { WordKey } from '../../i18n/words.ts';
import { drawScatter, drawTimes } from './draw.ts';
import { scatterOf, timesOf } from './points.ts';

interface PlotProps {
  readonly of: ComparisonView;
  readonly basis: Basis;
  readonly unit: string;
}

function Key({ entries }: { entries: readonly (readonly [look: string, word: WordKey])[] }) {
  const { say } = useSpeech();
  return (
    <ul class="chart-key">
      {entries.map(([look, word]) => (
        <li key={look}>
          <span class={`key ${look}`} aria-hidden="true">
            {look === 'key-dot' ? '●' : ''}
          </span>
          {say(word)}
        </li>
      ))}
    </ul>
  );
}

function Scatter({ of, basis, unit }: PlotProps) {
  const { say, lang } = useSpeech();
  const element = useRef<HTMLDivElement>(null);
  const columns = useMemo(() => {
    const report = of.reports.find((one) => one.basis === basis);
    return scatterOf(of.pairs, basis, report?.agreement ?? null);
  }, [of, basis]);
  useEffect(() => {
    if (element.current === null) return;
    const look = {
      lang,
      station: say('compare_axis_station', { unit }),
      kit: say('compare_axis_kit', { unit }),
    };
    const plot = drawScatter(element.current, columns, look);
    return () => plot.remove();
  }, [columns, lang, say, unit]);
  return (
    <div
      ref={element}
      class="chart"
      role="img"
      aria-label={say('compare_scatter_label', { unit })}
      data-points={columns[0].length}
    />
  );
}

function Times({ of, basis, unit, decimals }: PlotProps & { decimals: number }) {
  const { say, lang } = useSpeech();
  const element = useRef<HTMLDivElement>(null);
  const columns = useMemo(() => timesOf(of.pairs, basis), [of, basis]);
  useEffect(() => {
    if (element.current === null) return;
    const plot = drawTimes(element.current, columns, { lang, unit, decimals });
    return () => plot.remove();
  }, [columns, lang, unit, decimals]);
  return <div ref={element} class="chart" role="img" aria-label={say('compare_times_label', { unit })} />;
}

/** The hours as dots, and both instruments over time. */
export function Plots(props: PlotProps & { decimals: number }) {
  const { say } = useSpeech();
  return (
    <div class="compare-plots">
      <section class="card" aria-labelledby="scatter-title">
        <h2 id="scatter-title">{say('compare_scatter')}</h2>
        <Key
          entries={[
            ['key-dot', 'compare_key_pairs'],
            ['key-equal', 'compare_key_equal'],
            ['key-line', 'compare_key_line'],
          ]}
        />
        <Scatter {...props} />
      </section>
      <section class="card" aria-labelledby="times-title">
        <h2 id="times-title">{say('compare_times')}</h2>
        <Key
          entries={[
            ['key-line', 'compare_key_station'],
            ['key-kit', 'compare_key_kit'],
          ]}
        />
        <Times {...props} />
      </section>
    </div>
  );
}
