import { useSpeech } from '../../i18n/speech.ts';
import { BandChip } from '../kit-index/band-chip.tsx';
import type { PlaceIndex } from './types.ts';

/** How many kits are in each band of the index; nothing but a count where they are fewer than three. */
export function IndexBands({ index }: { index: PlaceIndex }) {
  const { say, count } = useSpeech();
  const present = index.bands.filter(({ kits }) => kits > 0);
  return (
    <section class="card" aria-labelledby="place-index">
      <h2 id="place-index">{index.name}</h2>
      {!index.enough && <p class="notice">{count('place_index_few', index.kits)}</p>}
      {present.length > 0 && (
        <ul class="plain place-bands">
          {present.map((band) => (
            <li key={band.id}>
              <BandChip band={band} /> <span class="quiet">{count('place_kits', band.kits)}</span>
            </li>
          ))}
        </ul>
      )}
      <p class="hint">
        {index.kits > 0 && index.pmOnly === index.kits && `${say('place_pm_only')} `}
        {index.pmOnly > 0 && index.pmOnly < index.kits && `${count('place_pm_some', index.pmOnly)} `}
        {say('place_indicative')} <a href={`/method#index-${index.scale}`}>{say('nav_method')}</a>
      </p>
    </section>
  );
}
