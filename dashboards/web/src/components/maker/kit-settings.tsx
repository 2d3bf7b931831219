import { useSpeech } from '../../i18n/speech.ts';
import type { SetupView } from '../../maker-types.ts';
import { Copyable } from '../invite/copyable.tsx';

/** What to enter in the firmware, without the password, which the server does not know. */
export function KitSettings({ setup }: { setup: SetupView }) {
  const { say } = useSpeech();
  return (
    <details class="maker-part">
      <summary>
        <h3>{say('maker_settings')}</h3>
      </summary>
      <p>{say('maker_settings_intro')}</p>
      {setup.settings.map(({ name, value }) => (
        <Copyable key={name} name={name} text={value} block={value.length > 60} />
      ))}
    </details>
  );
}
