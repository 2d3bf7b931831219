import type { KitDetail } from '../api-types.ts';
import { AboutKit } from '../components/about-kit.tsx';
import { Age } from '../components/age.tsx';
import { Annotations } from '../components/annotations.tsx';
import { SimulatedBadge } from '../components/badge.tsx';
import { Downloads } from '../components/downloads.tsx';
import { Failed } from '../components/failed.tsx';
import { History } from '../components/history.tsx';
import { pollutantsOf, TrustCards } from '../components/kit-index/trust-cards.tsx';
import { TrustLinks } from '../components/kit-index/trust-links.tsx';
import { YearCard } from '../components/kit-index/year-card.tsx';
import { LiveStatus } from '../components/live-status.tsx';
import { Loading } from '../components/loading.tsx';
import { Losses } from '../components/losses.tsx';
import { MakerPart } from '../components/maker/maker-part.tsx';
import { NewestValues } from '../components/newest-values.tsx';
import { OfficialBadge } from '../components/official-badge.tsx';
import { Receipts } from '../components/receipts.tsx';
import { UntilChoice } from '../components/until-choice.tsx';
import { SILENT_AFTER, spanWords } from '../format.ts';
import { useData } from '../hooks/use-data.ts';
import { useLive } from '../hooks/use-live.ts';
import { useMaker } from '../hooks/use-maker.ts';
import { useNow } from '../hooks/use-now.ts';
import { useRecovery } from '../hooks/use-recovery.ts';
import { useTitle } from '../hooks/use-title.ts';
import { useUntil } from '../hooks/use-until.ts';
import { useSpeech } from '../i18n/speech.ts';
import { mergeReadings } from '../live.ts';
import { NotFoundPage } from './not-found.tsx';

function Heard({ kit }: { kit: KitDetail }) {
  const { say, lang } = useSpeech();
  const now = useNow();
  if (kit.lastHeard === null) return <p class="lead">{say('never_heard')}</p>;
  const age = now - Date.parse(kit.lastHeard);
  if (age > SILENT_AFTER) return <p class="lead">{say('no_data_for', { span: spanWords(age, lang) })}</p>;
  const [before, after] = say('kit_heard', { age: '\u0000' }).split('\u0000');
  return (
    <p class="lead">
      {before}
      <Age time={kit.lastHeard} />
      {after}
    </p>
  );
}

function Standing({ kit }: { kit: KitDetail }) {
  const maker = useMaker(kit.id);
  const phenomena = [...new Set(kit.holdings.map(({ phenomenon }) => phenomenon))];
  const measured = pollutantsOf(kit.holdings);
  const until = useUntil(kit.holdings);
  return (
    <>
      {kit.description !== '' && <p class="prose">{kit.description}</p>}
      <TrustLinks kit={kit.id} comparable={measured.size > 0 && !kit.official} />
      <NewestValues kit={kit} />
      {kit.holdings.length > 0 && <UntilChoice until={until} />}
      <TrustCards kit={kit.id} holdings={kit.holdings} to={until.to} />
      <History kit={kit.id} holdings={kit.holdings} to={until.to} />
      <Annotations kit={kit.id} />
      {measured.size > 0 && <YearCard kit={kit.id} measured={measured} to={until.to} />}
      <div class="columns">
        <AboutKit kit={kit} />
        <div>
          <Receipts kit={kit.id} credentials={maker.credentials} />
          <Losses kit={kit.id} />
        </div>
      </div>
      <Downloads
        of={{ kit: kit.id }}
        phenomena={phenomena}
        licences={[kit.licence]}
        simulated={kit.simulated}
      />
      {!kit.open && !kit.simulated && !kit.official && <MakerPart maker={maker} />}
    </>
  );
}

/** One kit: newest values, history, what it is, what was heard of it, its data. */
export function KitPage({ id }: { id: string }) {
  const { value, failure, reload, change } = useData<KitDetail>(`/kits/${encodeURIComponent(id)}`);
  const live = useLive(`kit=${encodeURIComponent(id)}`, {
    readings(readings) {
      if (value?.holdings.length === 0) reload();
      change((kit) => mergeReadings([kit], readings)[0] ?? kit);
    },
    reset: reload,
  });
  useRecovery(live, { failure, reload });
  useTitle(value?.name ?? id);
  if (failure?.kind === 'problem' && failure.status === 404) return <NotFoundPage />;
  return (
    <>
      <div class="page-head">
        <div>
          <h1>
            {value?.name ?? id} {value?.official === true && <OfficialBadge />}{' '}
            {value?.simulated === true && <SimulatedBadge />}
          </h1>
          {value !== undefined && <Heard kit={value} />}
        </div>
        <LiveStatus state={live} />
      </div>
      {value === undefined && failure === undefined && <Loading />}
      {failure !== undefined && <Failed failure={failure} retry={reload} />}
      {value !== undefined && <Standing kit={value} />}
    </>
  );
}
