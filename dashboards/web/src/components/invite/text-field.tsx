import { useSpeech } from '../../i18n/speech.ts';

export interface TextFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  input(value: string): void;
  readonly hint?: string;
  readonly wrong?: string | undefined;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly decimal?: boolean;
  readonly maxLength?: number;
}

/** A line of text with its label, a hint and what is wrong with it, tied together for screen readers. */
export function TextField(props: TextFieldProps) {
  const { say } = useSpeech();
  const { id, label, value, hint, wrong } = props;
  const described = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>
        {label} {props.optional === true && <span class="quiet">({say('optional')})</span>}
      </label>
      <input
        id={id}
        name={id}
        value={value}
        onInput={(event) => props.input(event.currentTarget.value)}
        inputMode={props.decimal === true ? 'decimal' : 'text'}
        required={props.required}
        maxLength={props.maxLength}
        aria-describedby={described === '' ? undefined : described}
        aria-invalid={wrong === undefined ? undefined : 'true'}
        autoComplete="off"
      />
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {wrong !== undefined && (
        <p class="wrong" id={`${id}-wrong`}>
          {wrong}
        </p>
      )}
    </div>
  );
}
