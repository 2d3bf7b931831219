import type { HoldingView } from '../../api-types.ts';
import { NoiseCard } from '../kit-noise/noise-card.tsx';
import { IndexCard } from './index-card.tsx';

/** Phenomena that indices and limit values are about. */
const AIR: readonly string[] = ['pm2_5', 'pm10', 'no2', 'o3', 'so2', 'co'];

/** The pollutants of the air that a kit has data of. */
export function pollutantsOf(holdings: readonly HoldingView[]): ReadonlySet<string> {
  return new Set(holdings.map(({ phenomenon }) => phenomenon).filter((id) => AIR.includes(id)));
}

export interface TrustCardsProps {
  readonly kit: string;
  readonly holdings: readonly HoldingView[];
  /** End of what is shown, UTC ms; now when undefined. */
  readonly to: number | undefined;
}

/** What a kit's values mean: the index of its air and the levels of its noise, as far as it measures them. */
export function TrustCards({ kit, holdings, to }: TrustCardsProps) {
  const noise = holdings.find(({ phenomenon }) => phenomenon === 'noise_laeq');
  return (
    <div class="columns">
      {pollutantsOf(holdings).size > 0 && <IndexCard kit={kit} to={to} />}
      {noise !== undefined && <NoiseCard kit={kit} holding={noise} to={to} />}
    </div>
  );
}
