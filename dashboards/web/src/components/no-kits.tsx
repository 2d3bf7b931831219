import { useSpeech } from '../i18n/speech.ts';

const STEPS = ['no_kits_invitation', 'no_kits_settings', 'no_kits_value'] as const;
const COMMANDS = ['npx superilla invite', 'npx superilla demo on'];

/** Instead of an empty map: what a maker does next, and what whoever runs the server does. */
export function NoKits() {
  const { say } = useSpeech();
  return (
    <section class="card form" aria-labelledby="no-kits-title">
      <h2 id="no-kits-title">{say('no_kits')}</h2>
      <ol class="steps">
        {STEPS.map((step) => (
          <li key={step}>{say(step)}</li>
        ))}
      </ol>
      <p>{say('no_kits_operator')}</p>
      {COMMANDS.map((command) => (
        <p key={command} class="published">
          <code>{command}</code>
        </p>
      ))}
    </section>
  );
}
