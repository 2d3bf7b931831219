import type { HoldingView } from '../../api-types.ts';
import { dateWords } from '../../format.ts';
import { useData } from '../../hooks/use-data.ts';
import { useNear } from '../../hooks/use-near.ts';
import { useSpeech } from '../../i18n/speech.ts';
import type { NoiseView } from '../../trust-types.ts';
import { Failed } from '../failed.tsx';
import { Loading } from '../loading.tsx';
import { NewestHour } from './newest-hour.tsx';
import { NightEvents } from './night-events.tsx';
import { NoiseLevels } from './noise-levels.tsx';

const MONTH = '30';

const DAY = 86_400_000;

/** The days up to the one before `to`, whose night is over. */
function noisePath(kit: string, days: string, to: number | undefined): string {
  const date = to === undefined ? {} : { date: new Date(to - DAY).toISOString().slice(0, 10) };
  return `/noise?${new URLSearchParams({ kit, days, ...date })}`;
}

function Told({ kit, to }: { kit: string; to: number | undefined }) {
  const { say, lang } = useSpeech();
  const { value, failure, reload } = useData<NoiseView>(noisePath(kit, '1', to));
  const month = useData<NoiseView>(value === undefined ? undefined : noisePath(kit, MONTH, to)).value;
  if (failure !== undefined) return <Failed failure={failure} retry={reload} />;
  if (value === undefined) return <Loading />;
  const yesterday = value.days.at(-1);
  return (
    <>
      {yesterday !== undefined && (
        <p>
          {say('noise_words', { date: dateWords(Date.parse(`${yesterday.date}T12:00:00Z`), lang) })}{' '}
          <strong>{say('noise_indicative')}</strong>
        </p>
      )}
      <NoiseLevels periods={value.periods} yesterday={yesterday} month={month?.over} />
      {yesterday !== undefined && <NightEvents nights={yesterday.events} />}
      {value.notes.map((note) => (
        <p key={note.en} class="hint">
          {note[lang]}
        </p>
      ))}
    </>
  );
}

export interface NoiseCardProps {
  readonly kit: string;
  readonly holding: HoldingView;
  /** End of what is shown, UTC ms; now when undefined. */
  readonly to: number | undefined;
}

/** How loud it was around a kit by day, evening and night; loaded when the reader comes near. */
export function NoiseCard({ kit, holding, to }: NoiseCardProps) {
  const { say } = useSpeech();
  const { element, near } = useNear<HTMLElement>();
  return (
    <section ref={element} class="card noise-card" aria-labelledby="noise-title">
      <h2 id="noise-title">{say('noise_title')}</h2>
      {near ? (
        <>
          <NewestHour kit={kit} holding={holding} />
          <Told kit={kit} to={to} />
        </>
      ) : (
        <div class="later" />
      )}
      <p class="hint">
        {say('noise_note')} <a href="/method#noise">{say('method_link')}</a>
      </p>
    </section>
  );
}
