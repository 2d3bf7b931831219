import { type Band, lowerBound, type Scale } from '../colour/band.ts';
import { formatNumber } from '../format.ts';
import type { Described } from '../hooks/use-catalogue.ts';
import { useSpeech } from '../i18n/speech.ts';
import { Swatch } from './swatch.tsx';

function boundWords(scale: Scale, band: Band, { say, lang }: ReturnType<typeof useSpeech>): string {
  const from = lowerBound(scale, band);
  const text = (bound: number) => formatNumber(bound, Number.isInteger(bound) ? 0 : 1, lang);
  if (!Number.isFinite(from)) return say('band_below', { upTo: text(band.upTo) });
  if (!Number.isFinite(band.upTo)) return say('band_above', { from: text(from) });
  return say('band_between', { from: text(from), upTo: text(band.upTo) });
}

/** The classes of a scale with their words and bounds, and where they come from. */
export function Legend({ scale, phenomenon }: { scale: Scale; phenomenon: Described }) {
  const speech = useSpeech();
  const { say } = speech;
  const unit = phenomenon.unitLabel === '' ? '' : ` (${phenomenon.unitLabel})`;
  return (
    <section class="legend" aria-label={say('legend')}>
      <h2 class="legend-title">{`${phenomenon.name}${unit}`}</h2>
      <ul>
        {scale.bands.map((band) => (
          <li key={band.word}>
            <Swatch band={band} />
            <span class="legend-word">{say(band.word)}</span>
            <span class="legend-bounds">{boundWords(scale, band, speech)}</span>
          </li>
        ))}
        <li>
          <span class="swatch swatch-silent" aria-hidden="true" />
          <span class="legend-word">{say('legend_silent')}</span>
        </li>
      </ul>
      <p class="hint">{say(scale.note)}</p>
    </section>
  );
}
