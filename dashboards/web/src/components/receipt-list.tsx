import type { Receipt } from '../../../../domain/receipt.ts';
import { useSpeech } from '../i18n/speech.ts';
import { assumptionWords, reasonWords, receiptWords } from '../receipt-words.ts';
import { Age } from './age.tsx';

function Reasons({ receipt }: { receipt: Receipt }) {
  const { say, lang } = useSpeech();
  return (
    <ul class="reasons">
      {receipt.reasons.map((reason, i) => {
        const { rule, right } = reasonWords(reason, lang);
        return (
          <li key={`${i} ${reason.path}`}>
            {reason.path === '' ? <em>{say('receipt_whole')}</em> : <code>{reason.path}</code>}:{' '}
            <span lang={rule.lang}>{rule.text}</span> <span lang={right.lang}>{right.text}</span>
            {reason.found !== undefined && (
              <>
                {' '}
                {say('receipt_found')} <code>{reason.found}</code>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Assumptions({ receipt }: { receipt: Receipt }) {
  const speech = useSpeech();
  return (
    <ul class="assumptions">
      {receipt.assumptions.map((assumption, i) => {
        const { text, lang } = assumptionWords(assumption, speech);
        return (
          <li key={`${i} ${assumption.path}`}>
            {assumption.path !== '' && (
              <>
                <code>{assumption.path}</code>:{' '}
              </>
            )}
            <span lang={lang}>{text}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** Receipts, newest first: what was kept of each message, what was not and why, what was assumed. */
export function ReceiptList({ receipts }: { receipts: readonly Receipt[] }) {
  const speech = useSpeech();
  return (
    <ol class="receipts">
      {receipts.map((receipt) => {
        const wrong = receipt.rejected + receipt.quarantined > 0;
        return (
          <li key={receipt.id} class={wrong ? 'receipt receipt-wrong' : 'receipt'} data-receipt={receipt.id}>
            <p class="receipt-head">
              <strong>{receiptWords(receipt, speech)}</strong>
              <span class="quiet">
                <Age time={receipt.received} />
                {receipt.decoder !== '' && ` · ${receipt.decoder}`}
              </span>
            </p>
            {receipt.reasons.length > 0 && <Reasons receipt={receipt} />}
            {receipt.assumptions.length > 0 && <Assumptions receipt={receipt} />}
          </li>
        );
      })}
    </ol>
  );
}
