import type { Failure } from '../api.ts';
import type { Speech } from '../i18n/speech.ts';
import { useSpeech } from '../i18n/speech.ts';

/** A failure in the reader's words. */
export function failureWords(failure: Failure, { say }: Speech): string {
  if (failure.kind === 'unreachable') return say('failed_unreachable');
  if (failure.code === 'not_found') return say('failed_not_found');
  if (failure.status === 503 || failure.status === 429) return say('failed_busy');
  return say('failed_other', { detail: failure.detail || String(failure.status) });
}

/** Says why something could not be shown, and offers to try again. */
export function Failed({ failure, retry }: { failure: Failure; retry: () => void }) {
  const speech = useSpeech();
  return (
    <div class="notice notice-wrong" role="alert">
      <p>{failureWords(failure, speech)}</p>
      <button type="button" onClick={retry}>
        {speech.say('try_again')}
      </button>
    </div>
  );
}
