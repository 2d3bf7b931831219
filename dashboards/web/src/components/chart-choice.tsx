import { useSpeech } from '../i18n/speech.ts';
import type { WordKey } from '../i18n/words.ts';

export interface ChartChoiceProps<T extends string> {
  /** Name of the group of radio buttons. */
  readonly name: string;
  readonly legend: WordKey;
  /** What may be chosen, each with its word. */
  readonly options: Readonly<Record<T, WordKey>>;
  readonly chosen: T;
  choose(one: T): void;
}

/** One of a few: radio buttons that look like one switch. */
export function ChartChoice<T extends string>({
  name,
  legend,
  options,
  chosen,
  choose,
}: ChartChoiceProps<T>) {
  const { say } = useSpeech();
  return (
    <fieldset class="choice">
      <legend>{say(legend)}</legend>
      {(Object.entries(options) as [T, WordKey][]).map(([one, word]) => (
        <label key={one}>
          <input type="radio" name={name} checked={one === chosen} onChange={() => choose(one)} />
          <span>{say(word)}</span>
        </label>
      ))}
    </fieldset>
  );
}
