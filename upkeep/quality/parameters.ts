import { seriesRulesOf } from '../../analysis/quality/parameters.ts';
import { PHENOMENA } from '../../domain/phenomena/catalogue.ts';

const HOUR = 3_600_000;

/**
 * How far on either side of a reading others may have a say in its flags, ms: what no flat line, no clock and no warm-up of most
 * phenomena looks beyond. So hours that far from those that changed are judged again, from readings that far again around them:
 * flags depend on the readings alone, and not on when or in which order they were judged.
 */
export const LOOK = 6 * HOUR;

/** Phenomena that may stand still for longer than that, and are looked at once more for it alone. */
export const SLOW: readonly string[] = PHENOMENA.map(({ id }) => id).filter(
  (id) => (seriesRulesOf(id).stuck?.span ?? 0) > LOOK,
);

/** How far a flat line of those looks, ms. */
export const SLOW_LOOK = Math.max(LOOK, ...SLOW.map((id) => seriesRulesOf(id).stuck?.span ?? 0));
