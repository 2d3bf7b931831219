import { type Missing, WHY_NAMES } from '../../analysis/not-enough.ts';
import type { MissingView } from '../schemas/words.ts';

/** What is missing, in words too. */
export function missingView(missing: Missing): MissingView {
  return { ...missing, whyNames: { ...WHY_NAMES[missing.why] } };
}
