import { useMemo, useState } from 'preact/hooks';
import type { KitView } from '../api-types.ts';
import { Failed } from '../components/failed.tsx';
import { LiveStatus } from '../components/live-status.tsx';
import { Loading } from '../components/loading.tsx';
import { MapBoard } from '../components/map-board.tsx';
import { NoKits } from '../components/no-kits.tsx';
import { PhenomenonSelect } from '../components/phenomenon-select.tsx';
import { useAddress } from '../hooks/use-address.ts';
import { useData } from '../hooks/use-data.ts';
import { useLive } from '../hooks/use-live.ts';
import { useRecovery } from '../hooks/use-recovery.ts';
import { useTitle } from '../hooks/use-title.ts';
import { useSpeech } from '../i18n/speech.ts';
import { phenomenaOf } from '../kit-rows.ts';
import { mergeReadings } from '../live.ts';
import { navigate } from '../navigation.ts';
import { withParameter } from '../router.ts';

interface Kits {
  readonly kits: readonly KitView[];
}

function chosenOf(asked: string | null, present: readonly string[]): string {
  if (asked !== null && present.includes(asked)) return asked;
  return present.includes('pm2_5') ? 'pm2_5' : (present[0] ?? 'pm2_5');
}

/** The first page: kits on a map and in a table, for one phenomenon, live. */
export function MapPage() {
  const { say } = useSpeech();
  const address = useAddress();
  const { value, failure, reload, change } = useData<Kits>('/kits');
  const [known, setKnown] = useState<ReadonlySet<string>>(new Set());
  const live = useLive('', {
    readings: (readings) => {
      const strange = readings.find(({ kit }) => value?.kits.some(({ id }) => id === kit) === false);
      if (strange !== undefined && !known.has(strange.kit)) {
        setKnown(new Set([...known, strange.kit]));
        reload();
      }
      change(({ kits }) => ({ kits: mergeReadings(kits, readings) }));
    },
    reset: reload,
  });
  useRecovery(live, { failure, reload });
  useTitle(say('nav_map'));
  const present = useMemo(() => phenomenaOf(value?.kits ?? []), [value]);
  const phenomenon = chosenOf(address.searchParams.get('phenomenon'), present);
  const choose = (id: string) => navigate(withParameter(address, 'phenomenon', id), { replace: true });
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{say('map_title')}</h1>
          <p class="lead">{say('map_intro')}</p>
        </div>
        <div class="page-tools">
          {present.length > 0 && <PhenomenonSelect present={present} chosen={phenomenon} choose={choose} />}
          <LiveStatus state={live} />
        </div>
      </div>
      {failure !== undefined && <Failed failure={failure} retry={reload} />}
      {value === undefined && failure === undefined && <Loading />}
      {value?.kits.length === 0 && <NoKits />}
      {value !== undefined && value.kits.length > 0 && <MapBoard kits={value.kits} phenomenon={phenomenon} />}
    </>
  );
}
