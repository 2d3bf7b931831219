import { useState } from 'preact/hooks';
import { ask, type Credentials, type Failure } from '../../api.ts';
import type { Named } from '../../api-types.ts';
import { useData } from '../../hooks/use-data.ts';
import { useSpeech } from '../../i18n/speech.ts';
import type { QuarantineClaimed, QuarantinedSender } from '../../maker-types.ts';
import { failureWords } from '../failed.tsx';
import { Choice } from '../invite/choice.tsx';
import { TextField } from '../invite/text-field.tsx';
import { keyOf } from './key.ts';

export interface ClaimSenderProps {
  readonly id: string;
  readonly sender: QuarantinedSender;
  readonly credentials: Credentials;
  claimed(done: QuarantineClaimed): void;
}

/** A kit that is there, or one to be registered. */
interface Draft {
  readonly whose: 'existing' | 'new';
  readonly kit: string;
  readonly name: string;
  readonly open: boolean;
}

function bodyOf(sender: QuarantinedSender, { whose, kit, name, open }: Draft): object | undefined {
  const of = keyOf(sender);
  if (whose === 'existing') return kit === '' ? undefined : { of, kit };
  return name.trim() === '' ? undefined : { of, register: { name: name.trim(), open } };
}

function ExistingKit({ id, draft, set }: { id: string; draft: Draft; set(change: Partial<Draft>): void }) {
  const { say } = useSpeech();
  const kits = useData<{ kits: Named[] }>('/kits?simulated=exclude').value?.kits ?? [];
  return (
    <div class="field">
      <label for={`${id}-kit`}>{say('quarantine_kit')}</label>
      <select
        id={`${id}-kit`}
        value={draft.kit}
        onChange={(event) => set({ kit: event.currentTarget.value })}
      >
        <option value="">{say('maker_name_choose')}</option>
        {kits.map((kit) => (
          <option key={kit.id} value={kit.id}>{`${kit.name} (${kit.id})`}</option>
        ))}
      </select>
    </div>
  );
}

function NewKit({ id, draft, set }: { id: string; draft: Draft; set(change: Partial<Draft>): void }) {
  const { say } = useSpeech();
  return (
    <>
      <TextField
        id={`${id}-name`}
        label={say('field_name')}
        value={draft.name}
        input={(name) => set({ name })}
        maxLength={80}
      />
      <div class="field">
        <label class="radio">
          <input
            type="checkbox"
            checked={draft.open}
            aria-describedby={`${id}-open`}
            onChange={(event) => set({ open: event.currentTarget.checked })}
          />
          <span>{say('quarantine_open')}</span>
        </label>
        <p class="hint" id={`${id}-open`}>
          {say('quarantine_open_hint')}
        </p>
      </div>
    </>
  );
}

/** Says whose the messages of a sender are, and takes them in. */
export function ClaimSender({ id, sender, credentials, claimed }: ClaimSenderProps) {
  const speech = useSpeech();
  const { say } = speech;
  const whose = sender.kit === '' ? 'new' : 'existing';
  const [draft, setDraft] = useState<Draft>({ whose, kit: sender.kit, name: '', open: false });
  const [failure, setFailure] = useState<Failure | 'incomplete'>();
  const [busy, setBusy] = useState(false);
  const set = (change: Partial<Draft>) => {
    setDraft((old) => ({ ...old, ...change }));
    setFailure(undefined);
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    const body = bodyOf(sender, draft);
    if (body === undefined) return setFailure('incomplete');
    setBusy(true);
    const answer = await ask<QuarantineClaimed>('/quarantine/claims', { method: 'POST', body, credentials });
    setBusy(false);
    if ('ok' in answer) claimed(answer.ok);
    else setFailure(answer.failure);
  };
  const options = (['new', 'existing'] as const).map((value) => ({
    value,
    words: say(`quarantine_${value}`),
  }));
  return (
    <form class="form" onSubmit={(event) => void submit(event)}>
      <Choice
        name={`${id}-whose`}
        legend={say('quarantine_claim_as')}
        options={options}
        chosen={draft.whose}
        choose={(value) => set({ whose: value as Draft['whose'] })}
      />
      {draft.whose === 'existing' ? (
        <ExistingKit id={id} draft={draft} set={set} />
      ) : (
        <NewKit id={id} draft={draft} set={set} />
      )}
      {failure !== undefined && (
        <p class="notice notice-wrong" role="alert">
          {failure === 'incomplete' ? say('quarantine_wrong_kit') : failureWords(failure, speech)}
        </p>
      )}
      <button type="submit" class="button primary" disabled={busy}>
        {say('quarantine_take')}
      </button>
    </form>
  );
}
