import { useContext, useState } from 'preact/hooks';
import type { Meaning } from '../../../../../domain/mapping.ts';
import type { Phenomenon } from '../../api-types.ts';
import { CatalogueContext } from '../../hooks/use-catalogue.ts';
import { useSpeech } from '../../i18n/speech.ts';
import { localeOf } from '../../intl.ts';

/** Units in which a phenomenon may be sent, its own first. */
function unitsOf(phenomenon: Phenomenon | undefined): readonly { code: string; label: string }[] {
  if (phenomenon === undefined) return [];
  const own = { code: phenomenon.unit, label: phenomenon.unitLabel || phenomenon.unit };
  return [own, ...Object.keys(phenomenon.accepts).map((code) => ({ code, label: code }))];
}

export interface NameFormProps {
  /** As the kit sends it. */
  readonly name: string;
  readonly value: number;
  readonly busy: boolean;
  save(meaning: Meaning): void;
}

/** Says what a name is that nobody knows. */
export function NameForm({ name, value, busy, save }: NameFormProps) {
  const { say, lang } = useSpeech();
  const catalogue = useContext(CatalogueContext);
  const [phenomenon, setPhenomenon] = useState('');
  const [unit, setUnit] = useState('');
  const units = unitsOf(catalogue.get(phenomenon));
  const id = `name-${name.replaceAll(/[^A-Za-z0-9]/g, '-')}`;
  const choose = (chosen: string) => {
    setPhenomenon(chosen);
    setUnit(catalogue.get(chosen)?.unit ?? '');
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (phenomenon !== '') save({ phenomenon, ...(unit !== '' && { unit }) });
  };
  const last = new Intl.NumberFormat(localeOf(lang), { maximumSignificantDigits: 6 }).format(value);
  return (
    <form class="name-form" data-name={name} onSubmit={submit}>
      <p>
        <code>{name}</code> <span class="quiet">{say('maker_name_last', { value: last })}</span>
      </p>
      <div class="field">
        <label for={`${id}-what`}>{say('maker_name_phenomenon')}</label>
        <select
          id={`${id}-what`}
          value={phenomenon}
          required
          onChange={(event) => choose(event.currentTarget.value)}
        >
          <option value="">{say('maker_name_choose')}</option>
          {[...catalogue.values()].map((one) => (
            <option key={one.id} value={one.id}>
              {one.names[lang]}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for={`${id}-unit`}>{say('maker_name_unit')}</label>
        <select
          id={`${id}-unit`}
          value={unit}
          disabled={units.length === 0}
          onChange={(event) => setUnit(event.currentTarget.value)}
        >
          {units.map(({ code, label }) => (
            <option key={code} value={code}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" disabled={busy || phenomenon === ''}>
        {say('maker_name_save', { name })}
      </button>
    </form>
  );
}
