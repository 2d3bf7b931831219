import { useState } from 'preact/hooks';
import { ask, type Failure } from '../../api.ts';
import type { Unlocked } from '../../hooks/use-maker.ts';
import { useSpeech } from '../../i18n/speech.ts';
import type { SetupView } from '../../maker-types.ts';
import { failureWords } from '../failed.tsx';
import { MappingGuide } from './mapping-guide.tsx';
import { MappingResult } from './mapping-result.tsx';
import { parsed, usePreview } from './use-preview.ts';

/** A document to begin with. */
const EXAMPLE = {
  format: 'json',
  values: [{ at: '$.temperature', phenomenon: 'temperature', unit: 'Cel' }],
};

export interface MappingPartProps {
  readonly maker: Unlocked;
  saved(): void;
}

function useMapping({ maker, saved }: MappingPartProps) {
  const { mapping } = maker.setup;
  const [text, setText] = useState(() => JSON.stringify(mapping ?? EXAMPLE, undefined, 2));
  const [done, setDone] = useState<'maker_saved' | 'mapping_removed'>();
  const [failure, setFailure] = useState<Failure>();
  const [busy, setBusy] = useState(false);
  const put = async (body: unknown) => {
    setBusy(true);
    const path = `/kits/${encodeURIComponent(maker.kit)}/mapping`;
    const answer = await ask<SetupView>(path, { method: 'PUT', body, credentials: maker.credentials });
    setBusy(false);
    setFailure('failure' in answer ? answer.failure : undefined);
    setDone('failure' in answer ? undefined : body === null ? 'mapping_removed' : 'maker_saved');
    if ('failure' in answer) return;
    maker.changed(answer.ok);
    saved();
  };
  const write = (next: string) => {
    setText(next);
    setDone(undefined);
    setFailure(undefined);
  };
  return { text, write, done, failure, busy, put };
}

/** The document that says how the kit's messages are read, tried on the last ones while it is written. */
export function MappingPart(props: MappingPartProps) {
  const speech = useSpeech();
  const { say } = speech;
  const { maker } = props;
  const { text, write, done, failure, busy, put } = useMapping(props);
  const [open, setOpen] = useState(maker.setup.dialect === 'mapping');
  const save = (event: Event) => {
    event.preventDefault();
    const found = parsed(text);
    if ('document' in found) void put(found.document);
  };
  return (
    <details class="maker-part" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h3>{say('mapping_title')}</h3>
      </summary>
      <p>{say('mapping_intro')}</p>
      <MappingGuide />
      <form onSubmit={save}>
        <div class="field">
          <label for="mapping">{say('mapping_document')}</label>
          <textarea
            id="mapping"
            class="document"
            rows={12}
            spellcheck={false}
            value={text}
            onInput={(event) => write(event.currentTarget.value)}
            aria-describedby="mapping-result"
          />
        </div>
        <p class="tools">
          <button type="submit" class="button primary" disabled={busy}>
            {say('mapping_save')}
          </button>
          {maker.setup.mapping !== null && (
            <button type="button" disabled={busy} onClick={() => void put(null)}>
              {say('mapping_remove')}
            </button>
          )}
        </p>
      </form>
      <div role="status">
        {done !== undefined && (
          <p class="notice">
            {say(done)} {say('maker_saved_redecode')}
          </p>
        )}
        {failure !== undefined && <p class="notice notice-wrong">{failureWords(failure, speech)}</p>}
      </div>
      {open && <Trial maker={maker} text={text} />}
    </details>
  );
}

function Trial({ maker, text }: { maker: Unlocked; text: string }) {
  const { say } = useSpeech();
  const [round, setRound] = useState(0);
  return (
    <>
      <MappingResult tried={usePreview(maker, text, round)} />
      <p>
        <button type="button" onClick={() => setRound((n) => n + 1)}>
          {say('mapping_try')}
        </button>
      </p>
    </>
  );
}
