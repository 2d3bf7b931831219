import { absoluteTime } from '../../format.ts';
import { useSpeech } from '../../i18n/speech.ts';
import { enteredWords } from '../../loss-words.ts';
import type { UploadView } from '../../maker-types.ts';
import { Rules } from '../rules.tsx';

/** What a file holds and what taking it in brings. */
export function UploadSummary({ file, view }: { file: string; view: UploadView }) {
  const speech = useSpeech();
  const { say, count, lang } = speech;
  const { rows, readings, from, to, faults, refusals } = view;
  const time = (text: string | null) => (text === null ? '' : absoluteTime(Date.parse(text), lang));
  const found = {
    file,
    rows: count('upload_rows', rows),
    readings: count('upload_readings', readings),
    from: time(from),
    to: time(to),
  };
  return (
    <div class="notice upload-summary">
      <p>{readings === 0 ? say('upload_found_none', { file }) : say('upload_found', found)}</p>
      {readings > 0 && <p>{say('upload_would', { words: enteredWords(view, speech) })}</p>}
      <Rules rules={refusals} />
      {faults.length > 0 && (
        <details>
          <summary>{say('upload_faults')}</summary>
          <ul lang="en">
            {faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
