import { useEffect, useRef } from 'preact/hooks';
import { useSpeech } from '../../i18n/speech.ts';
import type { IndexBand } from '../../trust-types.ts';

/** From this band on the colours of European and US indices are so dark that only white reads on them. */
const WHITE_FROM = 5;

/** A class of an index: its number on its own colour with a dark outline, and its word. `number` replaces that of the band. */
export function BandChip({ band, number }: { band: IndexBand; number?: number | undefined }) {
  const { lang } = useSpeech();
  const spot = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    spot.current?.style.setProperty('--band', band.colour);
  }, [band.colour]);
  const ink = band.band >= WHITE_FROM ? 'band-number band-white' : 'band-number';
  return (
    <span class="band-chip">
      <span ref={spot} class={ink} aria-hidden={number === undefined}>
        {number ?? band.band}
      </span>{' '}
      {band.names[lang]}
    </span>
  );
}
