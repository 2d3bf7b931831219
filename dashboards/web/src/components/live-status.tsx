import { useSpeech } from '../i18n/speech.ts';
import type { LiveState } from '../live.ts';

/** How the live connection is, told to screen readers when it changes. */
export function LiveStatus({ state }: { state: LiveState }) {
  const { say } = useSpeech();
  return (
    <p class={`live-status live-${state}`} role="status" aria-live="polite">
      <span class="live-dot" aria-hidden="true" />
      {say(`live_${state}`)}
    </p>
  );
}
