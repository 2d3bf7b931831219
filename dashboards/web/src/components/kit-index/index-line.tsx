import { useData } from '../../hooks/use-data.ts';
import { useSpeech } from '../../i18n/speech.ts';
import type { IndicesView } from '../../trust-types.ts';
import { BandChip } from './band-chip.tsx';
import { hourWords } from './one-index.tsx';

/** The European index of a kit's newest whole hour in one line; nothing where there is none. */
export function IndexLine({ kit }: { kit: string }) {
  const speech = useSpeech();
  const { say, lang } = speech;
  const query = new URLSearchParams({ kit, scale: 'eaqi-2024' });
  const { value } = useData<IndicesView>(`/indices?${query}`);
  const index = value?.kits.find((one) => one.kit === kit)?.indices[0];
  if (value === undefined || index?.enough !== true) return null;
  return (
    <p class="panel-index">
      {say('panel_index', { hour: hourWords(Date.parse(value.hour), speech) })} <BandChip band={index.band} />{' '}
      <span class="quiet">({index.scopeNames[lang]})</span>
    </p>
  );
}
