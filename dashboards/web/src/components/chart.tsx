import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { SeriesPoint } from '../api-types.ts';
import { columnsOf } from '../chart/columns.ts';
import { drawPlot } from '../chart/plot.ts';
import type { Described } from '../hooks/use-catalogue.ts';
import { useSpeech } from '../i18n/speech.ts';

export interface ChartProps {
  readonly points: readonly SeriesPoint[];
  readonly bucketMs: number;
  readonly phenomenon: Described;
  /** UTC ms. */
  readonly from: number;
  readonly to: number;
}

/** Mean line and band from lowest to highest over time. The words beneath it are a component of their own. */
export function Chart({ points, bucketMs, phenomenon, from, to }: ChartProps) {
  const { say, lang } = useSpeech();
  const element = useRef<HTMLDivElement>(null);
  const columns = useMemo(() => columnsOf(points, bucketMs), [points, bucketMs]);
  const { unitLabel, decimals, name } = phenomenon;
  useEffect(() => {
    if (element.current === null) return;
    const plot = drawPlot(element.current, columns, { lang, unitLabel, decimals, from, to });
    return () => plot.remove();
  }, [columns, lang, unitLabel, decimals, from, to]);
  return (
    <div
      ref={element}
      class="chart"
      role="img"
      aria-label={say('chart_label', { phenomenon: name })}
      data-points={points.length}
    />
  );
}
