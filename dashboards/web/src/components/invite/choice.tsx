export interface ChoiceProps {
  readonly name: string;
  readonly legend: string;
  readonly options: readonly { readonly value: string; readonly words: string; readonly hint?: string }[];
  readonly chosen: string;
  choose(value: string): void;
}

/** One of a few, each with what it means. */
export function Choice({ name, legend, options, chosen, choose }: ChoiceProps) {
  return (
    <fieldset class="radios">
      <legend>{legend}</legend>
      {options.map(({ value, words, hint }) => (
        <label key={value} class="radio">
          <input
            type="radio"
            name={name}
            value={value}
            checked={value === chosen}
            onChange={() => choose(value)}
          />
          <span>
            <span class="radio-words">{words}</span>
            {hint !== undefined && <span class="hint">{hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
