import { useEffect, useRef, useState } from 'preact/hooks';
import type { Licence } from '../../../../../domain/kit.ts';
import { ask } from '../../api.ts';
import type { ClaimAnswer, KitModel } from '../../api-types.ts';
import { claimBody, type Draft, EMPTY_DRAFT, type Wrong, wrongIn } from '../../claim.ts';
import { useData } from '../../hooks/use-data.ts';
import { useSpeech } from '../../i18n/speech.ts';
import { LICENCES } from '../../licences.ts';
import { Choice } from './choice.tsx';
import { claimFailureWords } from './claim-failure.ts';
import type { FieldProps } from './field-props.ts';
import { ModelField } from './model-field.tsx';
import { OpenField } from './open-field.tsx';
import { PositionField } from './position-field.tsx';
import { TextField } from './text-field.tsx';

/** Where it hangs, who runs it, under which terms its data may be used. */
function Terms({ draft, set }: FieldProps) {
  const { say } = useSpeech();
  const exposures = (['outdoor', 'indoor'] as const).map((value) => ({ value, words: say(value) }));
  const licences = (Object.keys(LICENCES) as Licence[]).map((value) => ({
    value,
    words: LICENCES[value].name,
    hint: say(LICENCES[value].hint),
  }));
  return (
    <>
      <Choice
        name="exposure"
        legend={say('field_exposure')}
        options={exposures}
        chosen={draft.exposure}
        choose={(value) => set({ exposure: value as Draft['exposure'] })}
      />
      <Choice
        name="licence"
        legend={say('field_licence')}
        options={licences}
        chosen={draft.licence}
        choose={(value) => set({ licence: value as Licence })}
      />
      <TextField
        id="steward"
        label={say('field_steward')}
        hint={say('field_steward_hint')}
        value={draft.steward}
        input={(steward) => set({ steward })}
        maxLength={120}
        optional
      />
    </>
  );
}

/** Says what to put right, where the reader is taken when sending failed. */
function WrongSummary({ words }: { words: readonly string[] }) {
  const { say } = useSpeech();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [words]);
  return (
    <div ref={box} class="notice notice-wrong" role="alert" tabIndex={-1}>
      <p>{say('form_wrong')}</p>
      <ul>
        {words.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}

export interface ClaimFormProps {
  readonly token: string;
  /** Dialects of which a kit may send without a password. */
  readonly openDialects: readonly string[];
  claimed(answer: ClaimAnswer): void;
}

function useClaim({ token, openDialects, claimed }: ClaimFormProps) {
  const speech = useSpeech();
  const [draft, setDraft] = useState<Draft>(EMPTY_DRAFT);
  const [wrong, setWrong] = useState<readonly Wrong[]>([]);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const send = async (model: KitModel | undefined) => {
    const found = wrongIn(draft, model);
    setWrong(found);
    setRefused(found.map(({ word }) => speech.say(word)));
    if (found.length > 0) return;
    setBusy(true);
    const path = `/invitations/${encodeURIComponent(token)}/claim`;
    const body = claimBody(draft, model, openDialects);
    const answer = await ask<ClaimAnswer>(path, { method: 'POST', body });
    setBusy(false);
    if ('ok' in answer) claimed(answer.ok);
    else setRefused([claimFailureWords(answer.failure, speech)]);
  };
  const fields: FieldProps = {
    draft,
    set(change) {
      setDraft((old) => ({ ...old, ...change }));
      setWrong((old) => old.filter((one) => !(one.field in change)));
    },
    wrong(field) {
      const one = wrong.find((each) => each.field === field);
      return one && speech.say(one.word);
    },
  };
  return { fields, refused, busy, send };
}

/** The maker's form. */
export function ClaimForm(props: ClaimFormProps) {
  const { say } = useSpeech();
  const { fields, refused, busy, send } = useClaim(props);
  const models = useData<{ models: KitModel[] }>('/kit-models').value?.models ?? [];
  const { draft, set, wrong } = fields;
  const model = models.find(({ id }) => id === draft.model);
  const submit = (event: Event) => {
    event.preventDefault();
    send(model).catch(() => undefined);
  };
  return (
    <form class="card form" noValidate onSubmit={submit}>
      {refused.length > 0 && <WrongSummary words={refused} />}
      <TextField
        id="name"
        label={say('field_name')}
        hint={say('field_name_hint')}
        value={draft.name}
        input={(name) => set({ name })}
        wrong={wrong('name')}
        maxLength={80}
        required
      />
      <ModelField {...fields} models={models} model={model} />
      <OpenField {...fields} model={model} openDialects={props.openDialects} />
      <PositionField {...fields} />
      <Terms {...fields} />
      <p>
        <button type="submit" class="button primary" disabled={busy}>
          {say(busy ? 'registering' : 'register')}
        </button>
      </p>
    </form>
  );
}
