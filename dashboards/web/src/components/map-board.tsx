import { useMemo, useState } from 'preact/hooks';
import type { KitView, Place } from '../api-types.ts';
import { scaleFor } from '../colour/scale-for.ts';
import { useCatalogue } from '../hooks/use-catalogue.ts';
import { useData } from '../hooks/use-data.ts';
import { useNow } from '../hooks/use-now.ts';
import { useUiConfig } from '../hooks/use-ui-config.ts';
import { useSpeech } from '../i18n/speech.ts';
import { currentValues, type KitRow, rowsOf } from '../kit-rows.ts';
import { MANY } from '../map/faces.ts';
import { clusterLook, marksOf } from '../marks.ts';
import { KitMap } from './kit-map.tsx';
import { KitPanel } from './kit-panel.tsx';
import { KitTable } from './kit-table.tsx';
import { Legend } from './legend.tsx';
import { Summary } from './summary.tsx';

const NO_PLACES: readonly Place[] = [];

function Unplaced({ rows }: { rows: readonly KitRow[] }) {
  const { count } = useSpeech();
  const without = rows.filter(({ kit }) => kit.position === null);
  if (without.length === 0) return null;
  const names = without.map(({ kit }) => kit.name).join(', ');
  return <p class="hint">{count('unplaced', without.length, { names })}</p>;
}

function Sources({ places }: { places: readonly Place[] }) {
  const { say } = useSpeech();
  const sources = [...new Set(places.map(({ source }) => source).filter((source) => source !== ''))];
  if (sources.length === 0) return null;
  return <p class="hint">{`${say('map_outlines')}: ${sources.join(' · ')}`}</p>;
}

function focusPin(kit: string): void {
  document.querySelector<HTMLElement>(`.pin[data-kit="${CSS.escape(kit)}"]`)?.focus();
}

/** Map, panel, legend and table of the same rows. */
export function MapBoard({ kits, phenomenon: id }: { kits: readonly KitView[]; phenomenon: string }) {
  const speech = useSpeech();
  const now = useNow();
  const phenomenon = useCatalogue()(id);
  const { tiles } = useUiConfig();
  const places = useData<{ places: Place[] }>('/places').value?.places ?? NO_PLACES;
  const [chosen, setChosen] = useState<string>();
  const scale = useMemo(() => scaleFor(id, currentValues(kits, id, now)), [kits, id, now]);
  const rows = useMemo(() => rowsOf(kits, id, { scale, now }), [kits, id, scale, now]);
  const marks = marksOf(rows, { phenomenon, speech, now, chosen });
  const describe = (ids: readonly string[]) => {
    const together = new Set(ids);
    return clusterLook(
      rows.filter(({ kit }) => together.has(kit.id)),
      scale,
      speech,
    );
  };
  const open = rows.find(({ kit }) => kit.id === chosen);
  const close = () => {
    if (chosen !== undefined) focusPin(chosen);
    setChosen(undefined);
  };
  return (
    <>
      <Summary rows={rows} scale={scale} phenomenon={phenomenon} />
      <div class="board">
        <div class="board-map">
          <div class="map-frame">
            <KitMap marks={marks} places={places} tiles={tiles} open={setChosen} describe={describe} />
            {open !== undefined && <KitPanel row={open} phenomenon={phenomenon} close={close} />}
          </div>
          {marks.length > MANY && (
            <p class="hint">
              {speech.say(scale.note === 'legend_ramp' ? 'cluster_hint_mostly' : 'cluster_hint_worst')}
            </p>
          )}
          <Unplaced rows={rows} />
          <Legend scale={scale} phenomenon={phenomenon} />
          <Sources places={places} />
        </div>
        <div class="board-table">
          <KitTable rows={rows} phenomenon={phenomenon} />
        </div>
      </div>
    </>
  );
}
