import { useSpeech } from '../i18n/speech.ts';

/** Marks an official reference station. */
export function OfficialBadge() {
  const { say } = useSpeech();
  return (
    <span class="badge badge-official" title={say('official_long')}>
      {say('official')}
    </span>
  );
}
