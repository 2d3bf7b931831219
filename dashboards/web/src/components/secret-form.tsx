import { useState } from 'preact/hooks';
import { useSpeech } from '../i18n/speech.ts';

export interface SecretFormProps {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  /** What is wrong with the one given, in words. */
  readonly wrong: string | undefined;
  readonly busy: boolean;
  give(secret: string): void;
}

/** Asks for a password or a token, once. */
export function SecretForm({ id, label, hint, wrong, busy, give }: SecretFormProps) {
  const { say } = useSpeech();
  const [secret, setSecret] = useState('');
  const submit = (event: Event) => {
    event.preventDefault();
    if (secret.trim() !== '') give(secret.trim());
  };
  return (
    <form class="secret" onSubmit={submit}>
      <div class="field">
        <label for={id}>{label}</label>
        <input
          id={id}
          type="password"
          autoComplete="off"
          value={secret}
          maxLength={200}
          onInput={(event) => setSecret(event.currentTarget.value)}
          aria-describedby={wrong === undefined ? `${id}-hint` : `${id}-hint ${id}-wrong`}
          aria-invalid={wrong === undefined ? undefined : 'true'}
        />
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
        <p class="wrong" id={`${id}-wrong`} role="alert">
          {wrong}
        </p>
      </div>
      <button type="submit" disabled={busy}>
        {say('maker_unlock')}
      </button>
    </form>
  );
}
