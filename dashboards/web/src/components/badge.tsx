import { useSpeech } from '../i18n/speech.ts';

/** Marks what the demonstration sent. */
export function SimulatedBadge() {
  const { say } = useSpeech();
  return (
    <span class="badge" title={say('simulated_long')}>
      {say('simulated')}
    </span>
  );
}
