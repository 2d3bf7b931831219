import { useData } from '../../hooks/use-data.ts';
import { useNear } from '../../hooks/use-near.ts';
import { useSpeech } from '../../i18n/speech.ts';
import type { ExceedancesView, StandardSetView, StandardView } from '../../trust-types.ts';
import { Failed } from '../failed.tsx';
import { Loading } from '../loading.tsx';
import { StandardLine } from './standard-line.tsx';

/** Sets that stand open; the others are behind a button. */
const OPEN: readonly string[] = ['eu-2030', 'eu-until-2030'];

function Lines({ standards }: { standards: readonly StandardView[] }) {
  return (
    <ul class="standards">
      {standards.map((standard) => (
        <StandardLine key={standard.id} standard={standard} />
      ))}
    </ul>
  );
}

function Sets({ sets, measured }: { sets: readonly StandardSetView[]; measured: ReadonlySet<string> }) {
  const { lang } = useSpeech();
  const kept = sets
    .map((set) => ({ ...set, standards: set.standards.filter(({ pollutant }) => measured.has(pollutant)) }))
    .filter(({ standards }) => standards.length > 0);
  return (
    <>
      {kept
        .filter(({ id }) => OPEN.includes(id))
        .map(({ id, names, standards }) => (
          <section key={id} data-set={id}>
            <h3>{names[lang]}</h3>
            <Lines standards={standards} />
          </section>
        ))}
      {kept
        .filter(({ id }) => !OPEN.includes(id))
        .map(({ id, names, standards }) => (
          <details key={id} data-set={id}>
            <summary>{names[lang]}</summary>
            <Lines standards={standards} />
          </details>
        ))}
    </>
  );
}

interface YearProps {
  readonly kit: string;
  readonly measured: ReadonlySet<string>;
  /** End of what is shown, UTC ms; now when undefined. */
  readonly to: number | undefined;
}

function yearPath(kit: string, to: number | undefined): string {
  const year = to === undefined ? {} : { year: String(new Date(to - 1).getUTCFullYear()) };
  return `/exceedances?${new URLSearchParams({ kit, ...year })}`;
}

function Year({ kit, measured, to }: YearProps) {
  const { say } = useSpeech();
  const { value, failure, reload } = useData<ExceedancesView>(yearPath(kit, to));
  if (failure !== undefined) return <Failed failure={failure} retry={reload} />;
  if (value === undefined) return <Loading />;
  return (
    <>
      <p>{say('year_words', { year: value.year })}</p>
      <Sets sets={value.sets} measured={measured} />
    </>
  );
}

/** How the air of this year stands against the values of the Union and of the World Health Organization; loaded when the reader comes near. */
export function YearCard({ kit, measured, to }: YearProps) {
  const { say } = useSpeech();
  const { element, near } = useNear<HTMLElement>();
  return (
    <section ref={element} class="card year-card" aria-labelledby="year-title">
      <h2 id="year-title">{say('year_title')}</h2>
      {near ? <Year kit={kit} measured={measured} to={to} /> : <div class="later" />}
      <p class="hint">
        {say('year_note')} <a href="/method#standards">{say('method_link')}</a>
      </p>
    </section>
  );
}
