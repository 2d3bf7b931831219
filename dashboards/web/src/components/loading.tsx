import { useSpeech } from '../i18n/speech.ts';

/** Said while an answer is awaited. */
export function Loading() {
  const { say } = useSpeech();
  return (
    <p class="loading" role="status">
      {say('loading')}
    </p>
  );
}
