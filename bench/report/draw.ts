import { mkdirSync, writeFileSync } from 'node:fs';
import { curvePlot } from './curve-plot.ts';
import { ratioPlot } from './ratio-plot.ts';
import { intoReadme } from './readme.ts';
import { type Result, ROOT } from './results.ts';

/** Draws the plots and the README's table from results. */
export function draw(results: readonly Result[]): void {
  if (results.length === 0) return;
  const images = new URL('docs/images/', ROOT);
  mkdirSync(images, { recursive: true });
  writeFileSync(new URL('bench.svg', images), ratioPlot(results.flatMap(({ figures }) => figures)));
  const curves = results.flatMap((result) => result.curves ?? []);
  if (curves.length > 0) writeFileSync(new URL('bench-scale.svg', images), curvePlot(curves));
  if (!intoReadme(results)) console.log('README.md has no place for the table (begin:bench, end:bench).');
}
