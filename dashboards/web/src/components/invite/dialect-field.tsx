import { DIALECT_GROUPS, dialectWords } from '../../dialects.ts';
import { useData } from '../../hooks/use-data.ts';
import { useSpeech } from '../../i18n/speech.ts';
import type { FieldProps } from './field-props.ts';

/** What a kit of an own design speaks: every dialect that is understood here, by who sends it. */
export function DialectField({ draft, set }: FieldProps) {
  const { say, lang } = useSpeech();
  const served = useData<{ dialects: { id: string }[] }>('/dialects').value?.dialects ?? [{ id: 'native' }];
  const offered = served.map(({ id }) => ({ id, ...dialectWords(id) }));
  return (
    <div class="field">
      <label for="dialect">{say('field_dialect')}</label>
      <select
        id="dialect"
        value={draft.dialect}
        aria-describedby="dialect-hint"
        onChange={(event) => set({ dialect: event.currentTarget.value, open: undefined })}
      >
        {DIALECT_GROUPS.map((group) => {
          const members = offered.filter((one) => one.group === group);
          return members.length === 0 ? null : (
            <optgroup key={group} label={say(`group_${group}`)}>
              {members.map(({ id, words }) => (
                <option key={id} value={id}>
                  {words[lang]}
                </option>
              ))}
            </optgroup>
          );
        })}
      </select>
      <p class="hint" id="dialect-hint">
        {say('field_dialect_hint')}
      </p>
    </div>
  );
}
