import type { KitModel } from '../../api-types.ts';
import { cannotSign, dialectOf, isOpen } from '../../claim.ts';
import { useSpeech } from '../../i18n/speech.ts';
import type { FieldProps } from './field-props.ts';

export interface OpenFieldProps extends FieldProps {
  readonly model: KitModel | undefined;
  /** Dialects of which a kit may send without a password here. */
  readonly openDialects: readonly string[];
}

/** For firmware that cannot send a password: offered where the operator opened a door for it, explained where it is closed. */
export function OpenField({ draft, set, model, openDialects }: OpenFieldProps) {
  const { say } = useSpeech();
  if (!openDialects.includes(dialectOf(draft, model)))
    return cannotSign(draft, model) ? <p class="notice notice-wrong">{say('open_closed')}</p> : null;
  return (
    <div class="field">
      <label class="radio">
        <input
          type="checkbox"
          name="open"
          checked={isOpen(draft, model, openDialects)}
          aria-describedby="open-hint"
          onChange={(event) => set({ open: event.currentTarget.checked })}
        />
        <span>{say('field_open')}</span>
      </label>
      <p class="hint" id="open-hint">
        {say(cannotSign(draft, model) ? 'field_open_needed' : 'field_open_hint')}
      </p>
    </div>
  );
}
