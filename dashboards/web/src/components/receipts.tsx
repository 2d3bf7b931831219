import { useState } from 'preact/hooks';
import type { Receipt } from '../../../../domain/receipt.ts';
import type { Credentials } from '../api.ts';
import { useData } from '../hooks/use-data.ts';
import { useInterval } from '../hooks/use-interval.ts';
import { useSpeech } from '../i18n/speech.ts';
import { Failed } from './failed.tsx';
import { Loading } from './loading.tsx';
import { ReceiptList } from './receipt-list.tsx';

/** How often receipts are asked for while the page is visible, ms. */
const REFRESH = 5000;
const SHORT = 5;

export interface ReceiptsProps {
  readonly kit: string;
  /** With those of the kit they show what stood in its messages. */
  readonly credentials?: Credentials | undefined;
}

/** What was heard of a kit, kept fresh. */
export function Receipts({ kit, credentials }: ReceiptsProps) {
  const { say } = useSpeech();
  const { value, failure, reload } = useData<{ receipts: Receipt[] }>(
    `/kits/${encodeURIComponent(kit)}/receipts`,
    credentials,
  );
  const [all, setAll] = useState(false);
  useInterval(reload, REFRESH);
  const receipts = value?.receipts;
  return (
    <section class="card" aria-labelledby="receipts-title">
      <h2 id="receipts-title">{say('receipts_title')}</h2>
      <p>{say('receipts_intro')}</p>
      {receipts === undefined && failure === undefined && <Loading />}
      {receipts === undefined && failure !== undefined && <Failed failure={failure} retry={reload} />}
      {receipts?.length === 0 && <p class="quiet">{say('receipts_none')}</p>}
      {receipts !== undefined && <ReceiptList receipts={all ? receipts : receipts.slice(0, SHORT)} />}
      {receipts !== undefined && receipts.length > SHORT && (
        <button type="button" aria-expanded={all} onClick={() => setAll(!all)}>
          {say(all ? 'receipts_fewer' : 'receipts_all', { n: receipts.length })}
        </button>
      )}
    </section>
  );
}
