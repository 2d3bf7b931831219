import type { HoldingView } from '../../api-types.ts';
import { NoiseCard } from '../kit-noise/noise-card.tsx';
import { IndexCard } from './index-card.tsx';

/** Phenomena that indices and limit values are about. */
const AIR: readonly string[] = ['pm2_5', 'pm10', 'no2', 'o3', 'so2', 'co'];

/** The pollutants of the air that a kit has data of. */
export function pollutantsOf(holdings: readonly HoldingView[]): ReadonlySet<string> {
  return new Set(holdings.map(({ phenomenon }) => phenomenon).filter((id) => AIR.includes(id)));
}

/** What a kit's values mean: the index of its air and the levels of its noise, as far as it measures them. */
export function TrustCards({ kit, holdings }: { kit: string; holdings: readonly HoldingView[] }) {
  const noise = holdings.find(({ phenomenon }) => phenomenon === 'noise_laeq');
  return (
    <div class="columns">
      {pollutantsOf(holdings).size > 0 && <IndexCard kit={kit} />}
      {noise !== undefined && <NoiseCard kit={kit} holding={noise} />}
    </div>
  );
}
