import { useCatalogue } from '../hooks/use-catalogue.ts';
import { useSpeech } from '../i18n/speech.ts';

export interface PhenomenonSelectProps {
  readonly present: readonly string[];
  readonly chosen: string;
  choose(phenomenon: string): void;
}

/** Chooses one of the phenomena present, in the catalogue's order. */
export function PhenomenonSelect({ present, chosen, choose }: PhenomenonSelectProps) {
  const { say } = useSpeech();
  const describe = useCatalogue();
  const options = present.map(describe).sort((a, b) => a.rank - b.rank);
  return (
    <label class="field-inline">
      <span>{say('phenomenon')}</span>
      <select value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
        {options.map(({ id, name, unitLabel }) => (
          <option key={id} value={id}>
            {unitLabel === '' ? name : `${name} (${unitLabel})`}
          </option>
        ))}
      </select>
    </label>
  );
}
