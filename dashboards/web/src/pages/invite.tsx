import { useState } from 'preact/hooks';
import type { ClaimAnswer, InvitationView } from '../api-types.ts';
import { claimFailureWords } from '../components/invite/claim-failure.ts';
import { ClaimForm } from '../components/invite/claim-form.tsx';
import { Claimed } from '../components/invite/claimed.tsx';
import { Loading } from '../components/loading.tsx';
import { dateWords } from '../format.ts';
import { useData } from '../hooks/use-data.ts';
import { useTitle } from '../hooks/use-title.ts';
import { useSpeech } from '../i18n/speech.ts';

function Invitation({ invitation }: { invitation: InvitationView }) {
  const { say, lang } = useSpeech();
  const { project, note, expires } = invitation;
  return (
    <>
      <p class="lead">
        {project !== null && `${say('invite_for', { project: project.name })} `}
        {say('invite_expires', { date: dateWords(Date.parse(expires), lang) })}
      </p>
      {note !== '' && <p class="prose">{note}</p>}
    </>
  );
}

/** The maker's page: register a kit with an invitation, get its credentials, see that it is heard. */
export function InvitePage({ token }: { token: string }) {
  const speech = useSpeech();
  const { say } = speech;
  const { value, failure, reload } = useData<InvitationView>(`/invitations/${encodeURIComponent(token)}`);
  const [answer, setAnswer] = useState<ClaimAnswer>();
  useTitle(say('invite_title'));
  if (answer !== undefined) return <Claimed answer={answer} />;
  return (
    <>
      <h1>{say('invite_title')}</h1>
      {value === undefined && failure === undefined && <Loading />}
      {failure !== undefined && (
        <div class="notice notice-wrong" role="alert">
          <p>{claimFailureWords(failure, speech)}</p>
          <button type="button" onClick={reload}>
            {say('try_again')}
          </button>
        </div>
      )}
      {value !== undefined && (
        <>
          <Invitation invitation={value} />
          <ClaimForm token={token} openDialects={value.openDialects} claimed={setAnswer} />
        </>
      )}
    </>
  );
}
