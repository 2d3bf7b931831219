import { useState } from 'preact/hooks';
import type { Credentials } from '../../api.ts';
import { ageWords } from '../../format.ts';
import { useNow } from '../../hooks/use-now.ts';
import { useSpeech } from '../../i18n/speech.ts';
import { ruleWords } from '../../loss-words.ts';
import type { QuarantineClaimed, QuarantinedSender } from '../../maker-types.ts';
import { Fact } from '../facts.tsx';
import { ClaimSender } from './claim-sender.tsx';
import { SenderMessages } from './sender-messages.tsx';

export interface SenderCardProps {
  readonly id: string;
  readonly sender: QuarantinedSender;
  readonly credentials: Credentials;
  claimed(done: QuarantineClaimed): void;
}

function Facts({ sender }: Pick<SenderCardProps, 'sender'>) {
  const { say, lang } = useSpeech();
  return (
    <dl class="facts sender-facts">
      <Fact name={say('quarantine_reason')}>{ruleWords(sender.reason, lang)}</Fact>
      {sender.dialect !== '' && <Fact name={say('quarantine_dialect')}>{sender.dialect}</Fact>}
      <Fact name={say('quarantine_topic')}>
        <code>{sender.topic}</code>
      </Fact>
    </dl>
  );
}

/** One sender whose messages are kept aside: who it seems to be, why, its messages, and a form to claim them. */
export function SenderCard({ id, sender, credentials, claimed }: SenderCardProps) {
  const { say, count, lang } = useSpeech();
  const now = useNow();
  const [shown, setShown] = useState(false);
  const [claiming, setClaiming] = useState(false);
  const { device, kit, messages, last } = sender;
  const name =
    kit !== ''
      ? say('quarantine_of_kit', { kit })
      : device !== ''
        ? say('quarantine_device', { device })
        : say('quarantine_unnamed');
  return (
    <li class="card sender" data-device={device}>
      <h2>{name}</h2>
      <p>{count('quarantine_messages', messages, { age: ageWords(now - Date.parse(last), lang) })}</p>
      <Facts sender={sender} />
      <p class="tools">
        <button type="button" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {say(shown ? 'quarantine_hide' : 'quarantine_show')}
        </button>
        <button type="button" aria-expanded={claiming} onClick={() => setClaiming(!claiming)}>
          {say('quarantine_claim')}
        </button>
      </p>
      {shown && <SenderMessages sender={sender} credentials={credentials} />}
      {claiming && <ClaimSender id={id} sender={sender} credentials={credentials} claimed={claimed} />}
    </li>
  );
}
