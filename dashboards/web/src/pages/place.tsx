import type { KitView, Place } from '../api-types.ts';
import { SimulatedBadge } from '../components/badge.tsx';
import { Failed } from '../components/failed.tsx';
import { Loading } from '../components/loading.tsx';
import { Coverage } from '../components/place/coverage.tsx';
import { IndexBands } from '../components/place/index-bands.tsx';
import { KitValues } from '../components/place/kit-values.tsx';
import { PhenomenonCard } from '../components/place/phenomenon-card.tsx';
import type { PlaceSummary } from '../components/place/types.ts';
import { useData } from '../hooks/use-data.ts';
import { useInterval } from '../hooks/use-interval.ts';
import { useTitle } from '../hooks/use-title.ts';
import { useSpeech } from '../i18n/speech.ts';
import { NotFoundPage } from './not-found.tsx';

/** A summary is of a whole hour: looking every few minutes is enough. */
const LOOK_AGAIN = 5 * 60_000;

function Standing({ summary, kits }: { summary: PlaceSummary; kits: readonly KitView[] }) {
  return (
    <>
      <Coverage summary={summary} />
      {summary.kits.registered > 0 && <IndexBands index={summary.index} />}
      <ul class="cards">
        {summary.phenomena.map((of) => (
          <PhenomenonCard key={of.phenomenon} of={of} registered={summary.kits.registered} />
        ))}
      </ul>
      <KitValues kits={kits} summary={summary} />
    </>
  );
}

function Told({ place }: { place: Place }) {
  // What the demonstration made is shown with its own kits; everywhere else they are left out.
  const simulated = place.simulated ? 'include' : 'exclude';
  const summary = useData<PlaceSummary>(`/places/${place.id}/summary?simulated=${simulated}`);
  const kits = useData<{ kits: KitView[] }>(`/kits?place=${place.id}&simulated=${simulated}`);
  useInterval(summary.reload, LOOK_AGAIN);
  const failure = summary.failure ?? kits.failure;
  if (failure !== undefined && summary.value === undefined)
    return <Failed failure={failure} retry={summary.reload} />;
  if (summary.value === undefined) return <Loading />;
  return <Standing summary={summary.value} kits={kits.value?.kits ?? []} />;
}

/** One place: what its kits say of the last whole hour, in words first, with how many and how far apart they are. */
export function PlacePage({ id }: { id: string }) {
  const { say } = useSpeech();
  const { value, failure, reload } = useData<Place>(`/places/${encodeURIComponent(id)}`);
  useTitle(value?.name ?? id);
  if (failure?.kind === 'problem' && failure.status === 404) return <NotFoundPage />;
  return (
    <>
      <h1>
        {value?.name ?? id} {value?.simulated === true && <SimulatedBadge />}
      </h1>
      {failure !== undefined && <Failed failure={failure} retry={reload} />}
      {value === undefined && failure === undefined && <Loading />}
      {value !== undefined && (
        <>
          <p class="lead">
            {say(`place_kind_${value.kind}`)} · <a href="/places">{say('places_all')}</a>
          </p>
          <Told place={value} />
          {value.source !== '' && <p class="hint">{`${say('map_outlines')}: ${value.source}`}</p>}
        </>
      )}
    </>
  );
}
