import { useEffect, useState } from 'preact/hooks';
import type { Receipt } from '../../../../../domain/receipt.ts';
import { ask } from '../../api.ts';
import type { ClaimAnswer } from '../../api-types.ts';
import { useSpeech } from '../../i18n/speech.ts';
import { receiptWords } from '../../receipt-words.ts';
import { ReceiptList } from '../receipt-list.tsx';

/** How often the maker's page asks whether the kit was heard, ms: within two seconds is the promise. */
const ASK_EVERY = 1000;
const SHOWN = 5;

/** The kit's receipts, asked for again and again. With its credential they tell what stood in the message. */
function useReceipts({ kit, credentials }: ClaimAnswer): readonly Receipt[] {
  const [receipts, setReceipts] = useState<readonly Receipt[]>([]);
  useEffect(() => {
    const control = new AbortController();
    const { signal } = control;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      const answer = await ask<{ receipts: Receipt[] }>(`/kits/${kit.id}/receipts`, { credentials, signal });
      if ('ok' in answer) setReceipts(answer.ok.receipts);
      timer = setTimeout(() => look().catch(() => undefined), ASK_EVERY);
    };
    look().catch(() => undefined);
    return () => {
      control.abort();
      clearTimeout(timer);
    };
  }, [kit.id, credentials]);
  return receipts;
}

/** Says that the kit is awaited, and, as soon as it was heard, what was heard. */
export function Listening({ answer }: { answer: ClaimAnswer }) {
  const speech = useSpeech();
  const { say } = speech;
  const receipts = useReceipts(answer);
  const newest = receipts[0];
  const wrong = newest !== undefined && newest.rejected + newest.quarantined > 0;
  const state = newest === undefined ? 'waiting' : wrong ? 'wrong' : 'heard';
  return (
    <section class={`card listening listening-${state}`} aria-labelledby="listening-title">
      <h2 id="listening-title">{say('receipts_title')}</h2>
      <p class="listening-words" role="status" aria-live="polite">
        {newest === undefined
          ? say('listening')
          : say(wrong ? 'heard_problem' : 'heard', { words: receiptWords(newest, speech) })}
      </p>
      {newest !== undefined && <p class="hint">{say('listening_again')}</p>}
      <ReceiptList receipts={receipts.slice(0, SHOWN)} />
      {newest !== undefined && (
        <p>
          <a class="button" href={`/kits/${answer.kit.id}`}>
            {say('claimed_see')}
          </a>
        </p>
      )}
    </section>
  );
}
