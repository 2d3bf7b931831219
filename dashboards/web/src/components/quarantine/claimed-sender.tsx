import { useEffect, useRef } from 'preact/hooks';
import { useSpeech } from '../../i18n/speech.ts';
import { enteredWords } from '../../loss-words.ts';
import type { QuarantineClaimed } from '../../maker-types.ts';
import { Copyable } from '../invite/copyable.tsx';
import { Rules } from '../rules.tsx';

/** What became of messages that were claimed; credentials of a new kit, once. */
export function ClaimedSender({ done }: { done: QuarantineClaimed }) {
  const speech = useSpeech();
  const { say, count } = speech;
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), [done]);
  const { kit, entered, registered } = done;
  const words = enteredWords(entered, speech);
  const messages = count('losses_messages', entered.messages);
  const credentials = registered?.credentials;
  return (
    <section ref={box} class="card claimed" tabIndex={-1} aria-label={say('quarantine_title')}>
      <p>{say('quarantine_done', { messages, kit, words })}</p>
      <Rules rules={entered.refusals} />
      {credentials && (
        <>
          <p class="notice notice-once">{say('claimed_once')}</p>
          <Copyable name={say('username')} text={credentials.username} />
          <Copyable name={say('password')} text={credentials.password} />
        </>
      )}
      {registered !== null && credentials === null && <p class="notice">{say('claimed_open')}</p>}
      <p>
        <a class="button" href={`/kits/${kit}`}>
          {say('claimed_see')}
        </a>
      </p>
    </section>
  );
}
