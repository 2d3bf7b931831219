import { roomsPicture } from '../rooms-picture.ts';
import * as app from './app-tables.ts';
import * as domain from './domain-tables.ts';
import type { Section } from './section.ts';

const ERRORS = 'docs/ERRORS.md';
const PHENOMENA = 'docs/PHENOMENA.md';

const GROUPS = ['particles', 'gases', 'noise', 'weather', 'light', 'device'] as const;

/**
 * Every generated part of the documents. A new one: its markers in the document, a line here, then
 * `UPDATE_DOCS=1 npx vitest run --project unit test/docs.test.ts`.
 */
export const SECTIONS: readonly Section[] = [
  { file: ERRORS, marker: 'refusals', render: domain.refusals },
  { file: ERRORS, marker: 'problems', render: domain.problems },
  ...GROUPS.map((group) => ({ file: PHENOMENA, marker: group, render: () => domain.phenomena(group) })),
  { file: PHENOMENA, marker: 'flags', render: domain.flags },
  { file: 'docs/REFERENCE-DATA.md', marker: 'clusters', render: domain.clusters },
  { file: 'docs/REFERENCE-DATA.md', marker: 'strategies', render: domain.strategies },
  { file: 'docs/REFERENCE-DATA.md', marker: 'kit-models', render: domain.kitModels },
  { file: 'docs/CONFIGURATION.md', marker: 'configuration', render: app.configuration },
  { file: 'docs/METRICS.md', marker: 'metrics', render: app.metrics },
  { file: 'README.md', marker: 'rooms', render: roomsPicture },
];
