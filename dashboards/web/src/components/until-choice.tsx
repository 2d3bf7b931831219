import { dateWords } from '../format.ts';
import type { Until } from '../hooks/use-until.ts';
import { useSpeech } from '../i18n/speech.ts';

/** Chooses up to when a kit is shown, in UTC as hours are. */
export function UntilChoice({ until }: { until: Until }) {
  const { say, lang } = useSpeech();
  const { to, fallen, choose } = until;
  const value = to === undefined ? '' : new Date(to).toISOString().slice(0, 16);
  return (
    <div class="tools until">
      {fallen && to !== undefined && <p>{say('until_fallen', { day: dateWords(to, lang) })}</p>}
      <label class="field">
        <span>{say('until_label')}</span>
        <input
          type="datetime-local"
          step={3600}
          value={value}
          onChange={({ currentTarget }) =>
            choose(currentTarget.value === '' ? undefined : currentTarget.value)
          }
        />
      </label>
      {to !== undefined && !fallen && (
        <button type="button" onClick={() => choose(undefined)}>
          {say('until_now')}
        </button>
      )}
    </div>
  );
}
