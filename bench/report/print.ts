import { type Figure, ratio } from '../bench.ts';
import { count } from './words.ts';

function verdict(figure: Figure): string {
  const { floor, ours, better, beside } = figure;
  if (floor === undefined) return '';
  const missed: string[] = [];
  if (floor.value !== undefined && (better === 'more' ? ours < floor.value : ours > floor.value))
    missed.push(`${count(floor.value)} ${figure.unit}`);
  const [first] = beside;
  if (floor.ratio !== undefined && first !== undefined && ratio(figure, first.value) < floor.ratio)
    missed.push(`${floor.ratio}x`);
  return missed.length === 0 ? '  floor kept' : `  FLOOR MISSED: ${missed.join(', ')}`;
}

/** Prints figures with what stands beside them. */
export function print(figures: readonly Figure[]): void {
  for (const figure of figures) {
    console.log(`\n${figure.what}`);
    console.log(`  superilla  ${count(figure.ours)} ${figure.unit}${verdict(figure)}`);
    for (const { name, value } of figure.beside)
      console.log(`  ${name}  ${count(value)} ${figure.unit}: ${ratio(figure, value).toFixed(2)}x`);
    for (const note of figure.notes ?? []) console.log(`  (${note})`);
  }
}
