import type { Credentials } from '../../api.ts';
import { useData } from '../../hooks/use-data.ts';
import { useSpeech } from '../../i18n/speech.ts';
import type { QuarantinedMessage, QuarantinedSender } from '../../maker-types.ts';
import { Age } from '../age.tsx';
import { Failed } from '../failed.tsx';
import { Loading } from '../loading.tsx';
import { keyOf } from './key.ts';

const SHOWN = 10;

/** The newest messages of a sender, as they came. */
export function SenderMessages({
  sender,
  credentials,
}: {
  sender: QuarantinedSender;
  credentials: Credentials;
}) {
  const { say } = useSpeech();
  const path = `/quarantine/messages?${new URLSearchParams(keyOf(sender))}`;
  const { value, failure, reload } = useData<{ messages: QuarantinedMessage[] }>(path, credentials);
  if (failure !== undefined) return <Failed failure={failure} retry={reload} />;
  if (value === undefined) return <Loading />;
  return (
    <ol class="messages">
      {value.messages.slice(0, SHOWN).map(({ seq, received, topic, text }) => (
        <li key={seq} class="message">
          <p class="receipt-head">
            <code>{topic}</code>
            <span class="quiet">
              <Age time={received} />
            </span>
          </p>
          {text === null ? <p class="quiet">{say('mapping_binary')}</p> : <pre class="raw">{text}</pre>}
        </li>
      ))}
    </ol>
  );
}
