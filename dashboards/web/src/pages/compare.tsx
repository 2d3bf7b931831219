import type { KitView } from '../api-types.ts';
import { type Asked, askedIn, completed, queryOf } from '../components/compare/asked.ts';
import { Choice } from '../components/compare/choice.tsx';
import { Result } from '../components/compare/result.tsx';
import { Failed } from '../components/failed.tsx';
import { Loading } from '../components/loading.tsx';
import { useAddress } from '../hooks/use-address.ts';
import { useData } from '../hooks/use-data.ts';
import { useTitle } from '../hooks/use-title.ts';
import { useSpeech } from '../i18n/speech.ts';
import type { WordKey } from '../i18n/words.ts';
import { navigate } from '../navigation.ts';

/** What keeps a comparison from being made; undefined for nothing. */
function wantOf({ kit, station, phenomenon }: Asked, kits: readonly KitView[]): WordKey | undefined {
  if (!kits.some(({ official }) => official)) return 'compare_no_station';
  if (!kits.some(({ official }) => !official)) return 'compare_no_kit';
  if (kit === '' || station === '') return 'compare_pick';
  return phenomenon === '' ? 'compare_nothing_common' : undefined;
}

function Standing({ kits }: { kits: readonly KitView[] }) {
  const { say } = useSpeech();
  const address = useAddress();
  const asked = completed(askedIn(address), kits);
  const choose = (chosen: Asked) => navigate(`/compare?${queryOf(chosen)}`, { replace: true });
  const want = wantOf(asked, kits);
  return (
    <>
      <Choice kits={kits} asked={asked} choose={choose} />
      <div aria-live="polite">
        {want === undefined ? (
          <Result key={queryOf(asked).toString()} asked={asked} />
        ) : (
          <p class="notice">{say(want)}</p>
        )}
      </div>
    </>
  );
}

/** A kit beside an official station: how well they agree, in words, figures, pictures and hours. */
export function ComparePage() {
  const { say } = useSpeech();
  const { value, failure, reload } = useData<{ kits: KitView[] }>('/kits');
  useTitle(say('compare_title'));
  return (
    <>
      <h1>{say('compare_title')}</h1>
      <p class="lead">{say('compare_lead')}</p>
      {value === undefined && failure === undefined && <Loading />}
      {failure !== undefined && <Failed failure={failure} retry={reload} />}
      {value !== undefined && <Standing kits={value.kits} />}
    </>
  );
}
