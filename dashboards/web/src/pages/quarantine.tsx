import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Credentials } from '../api.ts';
import { Failed } from '../components/failed.tsx';
import { Loading } from '../components/loading.tsx';
import { ClaimedSender } from '../components/quarantine/claimed-sender.tsx';
import { keyOf } from '../components/quarantine/key.ts';
import { SenderCard } from '../components/quarantine/sender-card.tsx';
import { SecretForm } from '../components/secret-form.tsx';
import { useData } from '../hooks/use-data.ts';
import { useInterval } from '../hooks/use-interval.ts';
import { useSecret } from '../hooks/use-secret.ts';
import { useTitle } from '../hooks/use-title.ts';
import { useSpeech } from '../i18n/speech.ts';
import type { QuarantineClaimed, QuarantinedSender } from '../maker-types.ts';

/** How often the list is asked for anew while the page is visible, ms. */
const REFRESH = 10_000;

function useQuarantine(credentials: Credentials | undefined, refused: () => void) {
  const path = credentials && '/quarantine';
  const data = useData<{ senders: QuarantinedSender[] }>(path, credentials);
  const { failure, reload } = data;
  const isRefused = failure?.kind === 'problem' && failure.status === 401;
  useEffect(() => {
    if (isRefused) refused();
  }, [isRefused, refused]);
  useInterval(reload, credentials === undefined ? undefined : REFRESH);
  return { ...data, failure: isRefused ? undefined : failure };
}

function Senders({
  senders,
  credentials,
  claimed,
}: {
  senders: readonly QuarantinedSender[];
  credentials: Credentials;
  claimed(done: QuarantineClaimed): void;
}) {
  const { say } = useSpeech();
  if (senders.length === 0) return <p class="quiet">{say('quarantine_none')}</p>;
  return (
    <ul class="plain">
      {senders.map((sender, i) => (
        <SenderCard
          key={`${sender.reason} ${JSON.stringify(keyOf(sender))}`}
          id={`sender-${i}`}
          sender={sender}
          credentials={credentials}
          claimed={claimed}
        />
      ))}
    </ul>
  );
}

/** The administrator's page of messages that are kept aside: who sent them, why, and whose they become. */
export function QuarantinePage() {
  const { say } = useSpeech();
  const { value: token, keep, forget } = useSecret('superilla:administrator');
  const [wrong, setWrong] = useState(false);
  const [done, setDone] = useState<QuarantineClaimed>();
  const credentials = useMemo(() => (token === undefined ? undefined : { token }), [token]);
  const refused = useMemo(
    () => () => {
      setWrong(true);
      forget();
    },
    [forget],
  );
  const { value, failure, reload } = useQuarantine(credentials, refused);
  useTitle(say('quarantine_title'));
  const claimed = (answer: QuarantineClaimed) => {
    setDone(answer);
    reload();
  };
  return (
    <>
      <h1>{say('quarantine_title')}</h1>
      <p class="lead">{say('quarantine_intro')}</p>
      {credentials === undefined && (
        <div class="card">
          <SecretForm
            id="administrator"
            label={say('quarantine_token')}
            hint={say('quarantine_token_hint')}
            wrong={wrong ? say('quarantine_wrong_token') : undefined}
            busy={false}
            give={(given) => {
              setWrong(false);
              keep(given);
            }}
          />
        </div>
      )}
      {credentials !== undefined && value === undefined && failure === undefined && <Loading />}
      {failure !== undefined && <Failed failure={failure} retry={reload} />}
      {done !== undefined && <ClaimedSender done={done} />}
      {credentials !== undefined && value !== undefined && (
        <>
          <Senders senders={value.senders} credentials={credentials} claimed={claimed} />
          <p>
            <button type="button" onClick={forget}>
              {say('quarantine_forget')}
            </button>
          </p>
        </>
      )}
    </>
  );
}
