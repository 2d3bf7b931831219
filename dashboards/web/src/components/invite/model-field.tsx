import type { KitModel } from '../../api-types.ts';
import { needsExternalId, takesExternalId } from '../../claim.ts';
import { useCatalogue } from '../../hooks/use-catalogue.ts';
import { useSpeech } from '../../i18n/speech.ts';
import { DialectField } from './dialect-field.tsx';
import type { FieldProps } from './field-props.ts';
import { TextField } from './text-field.tsx';

export interface ModelFieldProps extends FieldProps {
  readonly models: readonly KitModel[];
  readonly model: KitModel | undefined;
}

/** Which model the kit is, and the identifier that some firmware sends. */
export function ModelField({ draft, set, wrong, models, model }: ModelFieldProps) {
  const { say } = useSpeech();
  const describe = useCatalogue();
  const measures = model?.phenomena.map((id) => describe(id).name).join(', ');
  return (
    <>
      <div class="field">
        <label for="model">{say('field_model')}</label>
        <select
          id="model"
          value={draft.model}
          onChange={(event) => set({ model: event.currentTarget.value, open: undefined })}
        >
          <option value="">{say('field_model_own')}</option>
          {models.map(({ id, name, maker }) => (
            <option key={id} value={id}>{`${name} · ${maker}`}</option>
          ))}
        </select>
        {measures !== undefined && <p class="hint">{`${say('kit_measures')}: ${measures}`}</p>}
      </div>
      {model === undefined && <DialectField draft={draft} set={set} wrong={wrong} />}
      {takesExternalId(draft, model) && (
        <TextField
          id="externalId"
          label={say('field_external_id')}
          hint={say(needsExternalId(model) ? 'field_external_id_hint' : 'field_dialect_id_hint')}
          value={draft.externalId}
          input={(externalId) => set({ externalId })}
          wrong={wrong('externalId')}
          maxLength={120}
          required={needsExternalId(model)}
          optional={!needsExternalId(model)}
        />
      )}
    </>
  );
}
