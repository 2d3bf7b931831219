import { afterEach, beforeEach, describe } from 'vitest';
import { flagTests } from './flags.test-kit.ts';
import { lastingTests } from './lasting.test-kit.ts';
import { propertyTests } from './property.test-kit.ts';
import { readingTests } from './reading.test-kit.ts';
import { rollUpTests } from './roll-ups.test-kit.ts';
import { spreadTests } from './spread.test-kit.ts';
import { Stage, type StorePlace } from './stage.test-kit.ts';
import { upkeepTests } from './upkeep.test-kit.ts';
import { writingTests } from './writing.test-kit.ts';

/**
 * What every `ReadingStore` has to do. `name` is the store's; `place` makes an empty one for each test; `runs` is how many random
 * histories it is compared with the model over.
 */
export function storeConformance(name: string, place: () => Promise<StorePlace>, runs = 10): void {
  describe(`${name} as a reading store`, () => {
    const stage = new Stage(place);
    beforeEach(() => stage.begin());
    afterEach(() => stage.end());
    writingTests(stage);
    readingTests(stage);
    lastingTests(stage);
    flagTests(stage);
    upkeepTests(stage);
    rollUpTests(stage, runs);
    spreadTests(stage);
    propertyTests(stage, runs);
  });
}
