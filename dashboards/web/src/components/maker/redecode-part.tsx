import { useState } from 'preact/hooks';
import { ask, type Failure } from '../../api.ts';
import type { Unlocked } from '../../hooks/use-maker.ts';
import { useSpeech } from '../../i18n/speech.ts';
import { enteredWords } from '../../loss-words.ts';
import type { RedecodedView } from '../../maker-types.ts';
import { failureWords } from '../failed.tsx';
import { Rules } from '../rules.tsx';

/** Has the last day read anew, and says what came of it. */
export function RedecodePart({ maker }: { maker: Unlocked }) {
  const speech = useSpeech();
  const { say, count } = speech;
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [done, setDone] = useState<RedecodedView>();
  const start = async () => {
    setBusy(true);
    setFailure(undefined);
    setDone(undefined);
    const path = `/kits/${encodeURIComponent(maker.kit)}/redecode`;
    const answer = await ask<RedecodedView>(path, { method: 'POST', credentials: maker.credentials });
    setBusy(false);
    if ('ok' in answer) setDone(answer.ok);
    else setFailure(answer.failure);
  };
  const isRunning = failure?.kind === 'problem' && failure.code === 'already_running';
  return (
    <section class="maker-part" aria-labelledby="redecode-title">
      <h3 id="redecode-title">{say('redecode_title')}</h3>
      <p>{say('redecode_intro')}</p>
      <p>
        <button type="button" disabled={busy} onClick={() => void start()}>
          {say(busy ? 'redecode_running' : 'redecode_start')}
        </button>
      </p>
      <div role="status">
        {failure !== undefined && (
          <p class="notice notice-wrong">
            {isRunning ? say('redecode_already') : failureWords(failure, speech)}
          </p>
        )}
        {done !== undefined && (
          <div class="notice">
            <p>
              {say('redecode_done', {
                messages: count('losses_messages', done.messages),
                words: enteredWords(done, speech),
              })}
            </p>
            <Rules rules={done.refusals} />
          </div>
        )}
      </div>
    </section>
  );
}
