import { useData } from '../../hooks/use-data.ts';
import { useInterval } from '../../hooks/use-interval.ts';
import { useLast } from '../../hooks/use-last.ts';
import { useSpeech } from '../../i18n/speech.ts';
import type { IndexView, IndicesView } from '../../trust-types.ts';
import { Age } from '../age.tsx';
import { Failed } from '../failed.tsx';
import { Loading } from '../loading.tsx';
import { hourWords, OneIndex } from './one-index.tsx';
import { scaleName } from './scale-name.ts';

/** How often it is asked for anew while the page is visible, ms: an hour ends once an hour, but data may come late. */
const REFRESH = 5 * 60_000;
const HOUR = 3_600_000;
/** The scale that the card shows first. */
const FIRST = 'eaqi-2024';

function indicesPath(kit: string, to: number | undefined): string {
  const hour = to === undefined ? {} : { hour: new Date(to - HOUR).toISOString() };
  return `/indices?${new URLSearchParams({ kit, ...hour })}`;
}

function Others({ kit, others, start }: { kit: string; others: readonly IndexView[]; start: number }) {
  const speech = useSpeech();
  if (others.length === 0) return null;
  return (
    <details>
      <summary>{speech.say('index_others')}</summary>
      {others.map((index) => (
        <section key={index.scale} data-scale={index.scale}>
          <h3>{scaleName(index, speech)}</h3>
          <OneIndex kit={kit} index={index} start={start} />
        </section>
      ))}
    </details>
  );
}

function Told({ kit, view }: { kit: string; view: IndicesView }) {
  const speech = useSpeech();
  const start = Date.parse(view.hour);
  const indices = view.kits.find((one) => one.kit === kit)?.indices ?? [];
  const first = indices.find(({ scale }) => scale === FIRST);
  const end = new Date(start + HOUR).toISOString();
  return (
    <>
      <p class="quiet">
        {first !== undefined && `${scaleName(first, speech)}: `}
        {hourWords(start, speech)} (<Age time={end} />)
      </p>
      {first !== undefined && <OneIndex kit={kit} index={first} start={start} />}
      <Others kit={kit} others={indices.filter((one) => one !== first)} start={start} />
    </>
  );
}

/** The air quality index of the newest whole hour of a kit, or of the hour before `to` (UTC ms), with what it stands on. */
export function IndexCard({ kit, to }: { kit: string; to: number | undefined }) {
  const { say } = useSpeech();
  const { value, failure, reload } = useData<IndicesView>(indicesPath(kit, to));
  useInterval(reload, REFRESH);
  const shown = useLast(value);
  return (
    <section class="card index-card" aria-labelledby="index-title">
      <h2 id="index-title">{say('index_title')}</h2>
      {shown === undefined && failure === undefined && <Loading />}
      {failure !== undefined && <Failed failure={failure} retry={reload} />}
      {shown !== undefined && <Told kit={kit} view={shown} />}
      <p class="hint">
        {say('index_note')} <a href="/method#indices">{say('method_link')}</a>
      </p>
    </section>
  );
}
