import type { KitView, Place } from '../api-types.ts';
import { SimulatedBadge } from '../components/badge.tsx';
import { Failed } from '../components/failed.tsx';
import { Loading } from '../components/loading.tsx';
import { useData } from '../hooks/use-data.ts';
import { useTitle } from '../hooks/use-title.ts';
import { type Speech, useSpeech } from '../i18n/speech.ts';

/** Kinds in the order people think of them. */
const KINDS = [
  'superblock',
  'neighbourhood',
  'district',
  'street',
  'fab-lab',
  'ateneu',
  'other',
] as const satisfies readonly Place['kind'][];

function countsOf(kits: readonly KitView[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { places } of kits) for (const { id } of places) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

function named(places: readonly Place[], kind: Place['kind'], lang: Speech['lang']): readonly Place[] {
  return places.filter((place) => place.kind === kind).sort((a, b) => a.name.localeCompare(b.name, lang));
}

function Kind({ places, counts }: { places: readonly Place[]; counts: ReadonlyMap<string, number> }) {
  const { count } = useSpeech();
  return (
    <ul class="plain places">
      {places.map(({ id, name, simulated }) => (
        <li key={id}>
          <a href={`/places/${id}`}>{name}</a> {simulated && <SimulatedBadge />}{' '}
          {counts.has(id) && <span class="quiet">{count('place_kits', counts.get(id) ?? 0)}</span>}
        </li>
      ))}
    </ul>
  );
}

/** Every place, by kind, with how many kits it has. */
export function PlacesPage() {
  const { say, lang } = useSpeech();
  const { value, failure, reload } = useData<{ places: Place[] }>('/places');
  const kits = useData<{ kits: KitView[] }>('/kits').value?.kits ?? [];
  const counts = countsOf(kits);
  useTitle(say('places_title'));
  const groups = KINDS.map((kind) => ({ kind, places: named(value?.places ?? [], kind, lang) }));
  return (
    <>
      <h1>{say('places_title')}</h1>
      <p class="lead">{say('places_intro')}</p>
      {failure !== undefined && <Failed failure={failure} retry={reload} />}
      {value === undefined && failure === undefined && <Loading />}
      {value?.places.length === 0 && <p class="notice">{say('places_none')}</p>}
      {groups
        .filter(({ places }) => places.length > 0)
        .map(({ kind, places }) => (
          <section key={kind} class="card" aria-labelledby={`places-${kind}`}>
            <h2 id={`places-${kind}`}>{say(`place_kind_${kind}`)}</h2>
            <Kind places={places} counts={counts} />
          </section>
        ))}
    </>
  );
}
