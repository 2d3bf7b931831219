import { useState } from 'preact/hooks';
import { useSpeech } from '../../i18n/speech.ts';

/** A field that files are dropped on, with a button that chooses one. */
export function DropField({ busy, take }: { busy: boolean; take(file: File): void }) {
  const { say } = useSpeech();
  const [over, setOver] = useState(false);
  const first = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file !== undefined && !busy) take(file);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button within does the same with the keyboard
    <div
      class={over ? 'drop drop-over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        first(event.dataTransfer?.files);
      }}
    >
      <span>{say('upload_drop')}</span>
      <label class="button">
        <input
          type="file"
          class="file"
          accept=".csv,.txt,.gz,text/csv"
          disabled={busy}
          onChange={(event) => {
            first(event.currentTarget.files);
            // The same file again is a change, too.
            event.currentTarget.value = '';
          }}
        />
        {say('upload_choose')}
      </label>
    </div>
  );
}
