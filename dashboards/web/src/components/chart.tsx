import { useEffect, useMemo, useRef } from 'preact/hooks';
import { columnsOf } from '../chart/columns.ts';
import type { FlagSpan } from '../chart/flag-spans.ts';
import { drawPlot, type Layers } from '../chart/plot.ts';
import type { ChartRow } from '../chart/rows.ts';
import type { Described } from '../hooks/use-catalogue.ts';
import { useSpeech } from '../i18n/speech.ts';

export interface ChartProps {
  readonly rows: readonly ChartRow[];
  readonly flags: readonly FlagSpan[];
  readonly bucketMs: number;
  readonly phenomenon: Described;
  readonly layers: Layers;
  /** UTC ms. */
  readonly from: number;
  readonly to: number;
}

/** Mean line, bands and doubtful times. The words beneath it are components of their own. */
export function Chart({ rows, flags, bucketMs, phenomenon, layers, from, to }: ChartProps) {
  const { say, lang } = useSpeech();
  const element = useRef<HTMLDivElement>(null);
  const columns = useMemo(() => columnsOf(rows, bucketMs), [rows, bucketMs]);
  const { unitLabel, decimals, name } = phenomenon;
  useEffect(() => {
    if (element.current === null) return;
    const plot = drawPlot(element.current, columns, { lang, unitLabel, decimals, from, to, layers, flags });
    return () => plot.remove();
  }, [columns, lang, unitLabel, decimals, from, to, layers, flags]);
  return (
    <div
      ref={element}
      class="chart"
      role="img"
      aria-label={say('chart_label', { phenomenon: name })}
      data-points={rows.length}
      data-flagged={flags.length}
    />
  );
}
