import { useEffect, useState } from 'preact/hooks';
import type { Meaning, Meanings } from '../../../../../domain/mapping.ts';
import { ask, type Failure } from '../../api.ts';
import { useCatalogue } from '../../hooks/use-catalogue.ts';
import type { Unlocked } from '../../hooks/use-maker.ts';
import { useSpeech } from '../../i18n/speech.ts';
import type { PreviewAnswer, PreviewedValue, SetupView } from '../../maker-types.ts';
import { failureWords } from '../failed.tsx';
import { NameForm } from './name-form.tsx';

/** Names in the last messages that the catalogue does not know, each with its newest value. */
function useUnknown({ kit, credentials }: Unlocked, round: number): readonly PreviewedValue[] | undefined {
  const [unknown, setUnknown] = useState<readonly PreviewedValue[]>();
  useEffect(() => {
    const control = new AbortController();
    const { signal } = control;
    const path = `/kits/${encodeURIComponent(kit)}/mapping/preview`;
    ask<PreviewAnswer>(path, { method: 'POST', body: {}, credentials, signal }).then(
      (answer) => {
        if (signal.aborted || 'failure' in answer) return;
        const byName = new Map<string, PreviewedValue>();
        for (const value of answer.ok.messages.flatMap(({ found }) => found))
          if (value.phenomenon.startsWith('x_') && !byName.has(value.name)) byName.set(value.name, value);
        setUnknown([...byName.values()]);
      },
      () => undefined,
    );
    return () => control.abort();
  }, [kit, credentials, round]);
  return unknown;
}

function Explained({ meanings, remove }: { meanings: Meanings; remove(name: string): void }) {
  const { say } = useSpeech();
  const describe = useCatalogue();
  return (
    <>
      <h4>{say('maker_names_saved')}</h4>
      <ul class="explained">
        {Object.entries(meanings).map(([name, { phenomenon, unit }]) => (
          <li key={name}>
            <span>
              {say('maker_name_is', { name, phenomenon: describe(phenomenon).name })}
              {unit !== undefined && <span class="quiet">{`, ${say('maker_name_in', { unit })}`}</span>}
            </span>
            <button type="button" onClick={() => remove(name)}>
              {say('maker_name_remove', { name })}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

export interface NamesPartProps {
  readonly maker: Unlocked;
  /** Grows when something was saved. */
  readonly round: number;
  saved(): void;
}

/** Names that the kit sends and nobody knows, with a form to say what they are. */
export function NamesPart({ maker, round, saved }: NamesPartProps) {
  const speech = useSpeech();
  const { say } = speech;
  const unknown = useUnknown(maker, round);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [done, setDone] = useState(false);
  const { meanings } = maker.setup;
  const put = async (next: Meanings) => {
    setBusy(true);
    const body = Object.keys(next).length === 0 ? null : next;
    const path = `/kits/${encodeURIComponent(maker.kit)}/meanings`;
    const answer = await ask<SetupView>(path, { method: 'PUT', body, credentials: maker.credentials });
    setBusy(false);
    setFailure('failure' in answer ? answer.failure : undefined);
    setDone('ok' in answer);
    if ('failure' in answer) return;
    maker.changed(answer.ok);
    saved();
  };
  const save = (name: string, meaning: Meaning) => void put({ ...meanings, [name]: meaning });
  const remove = (name: string) =>
    void put(Object.fromEntries(Object.entries<Meaning>(meanings ?? {}).filter(([other]) => other !== name)));
  return (
    <section class="maker-part" aria-labelledby="names-title">
      <h3 id="names-title">{say('maker_names')}</h3>
      {unknown !== undefined && unknown.length > 0 && <p>{say('maker_names_intro')}</p>}
      {unknown?.length === 0 && <p class="quiet">{say('maker_names_none')}</p>}
      <div role="status">
        {done && (
          <p class="notice">
            {say('maker_saved')} {say('maker_saved_redecode')}
          </p>
        )}
        {failure !== undefined && <p class="notice notice-wrong">{failureWords(failure, speech)}</p>}
      </div>
      {unknown?.map(({ name, value }) => (
        <NameForm key={name} name={name} value={value} busy={busy} save={(meaning) => save(name, meaning)} />
      ))}
      {meanings !== null && <Explained meanings={meanings} remove={remove} />}
    </section>
  );
}
