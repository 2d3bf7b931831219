import { useState } from 'preact/hooks';
import type { Failure } from '../../api.ts';
import type { Unlocked } from '../../hooks/use-maker.ts';
import { useSpeech } from '../../i18n/speech.ts';
import { enteredWords } from '../../loss-words.ts';
import type { UploadView } from '../../maker-types.ts';
import { sendFile } from '../../upload.ts';
import { failureWords } from '../failed.tsx';
import { DropField } from './drop-field.tsx';
import { UploadSummary } from './upload-summary.tsx';

/** Where a file is on its way: being looked at, looked at, being taken in, taken in. */
interface Standing {
  readonly file?: File;
  readonly busy?: 'upload_looking' | 'upload_taking';
  readonly sent?: number;
  /** What taking it in brings. */
  readonly looked?: UploadView;
  readonly taken?: UploadView;
  readonly failure?: Failure;
}

function useUpload({ kit, credentials }: Unlocked) {
  const [standing, setStanding] = useState<Standing>({});
  const send = async (file: File, dry: boolean) => {
    setStanding((old) => ({
      ...(old.looked !== undefined && !dry && { looked: old.looked }),
      ...{ file, busy: dry ? 'upload_looking' : 'upload_taking', sent: 0 },
    }));
    const progress = (sent: number) => setStanding((old) => ({ ...old, sent }));
    const answer = await sendFile({ kit, credentials, file, dry, progress });
    if ('failure' in answer) setStanding({ file, failure: answer.failure });
    else setStanding({ file, ...(dry ? { looked: answer.ok } : { taken: answer.ok }) });
  };
  return { ...standing, send };
}

/** Brings a file of older readings: first what it would bring, then, when the maker says so, the readings. */
export function UploadPart({ maker }: { maker: Unlocked }) {
  const speech = useSpeech();
  const { say } = speech;
  const { file, busy, sent = 0, looked, taken, failure, send } = useUpload(maker);
  const name = file?.name ?? '';
  const percent = Math.round(sent * 100);
  const isUnknown = failure?.kind === 'problem' && failure.status === 415;
  return (
    <section class="maker-part upload" aria-labelledby="upload-title">
      <h3 id="upload-title">{say('upload_title')}</h3>
      <p>{say('upload_intro')}</p>
      <DropField busy={busy !== undefined} take={(chosen) => void send(chosen, true)} />
      <div role="status">
        {busy !== undefined && <p>{say(busy, { file: name })}</p>}
        {failure !== undefined && (
          <p class="notice notice-wrong">
            {isUnknown ? say('upload_unknown') : failureWords(failure, speech)}
          </p>
        )}
        {looked !== undefined && <UploadSummary file={name} view={looked} />}
        {taken !== undefined && (
          <p class="notice">{say('upload_done', { words: enteredWords(taken, speech) })}</p>
        )}
      </div>
      {busy !== undefined && (
        <progress
          max={100}
          value={percent === 100 ? undefined : percent}
          aria-label={say('upload_sent', { percent })}
        />
      )}
      {looked !== undefined && file !== undefined && busy === undefined && looked.accepted > 0 && (
        <p>
          <button type="button" class="button primary" onClick={() => void send(file, false)}>
            {say('upload_take')}
          </button>
        </p>
      )}
    </section>
  );
}
