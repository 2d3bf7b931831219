import { readFileSync, writeFileSync } from 'node:fs';
import { type Figure, ratio } from '../bench.ts';
import { type Result, ROOT } from './results.ts';
import { count } from './words.ts';

const BEGIN = '<!-- begin:bench -->';
const END = '<!-- end:bench -->';

function times(figure: Figure, value: number): string {
  const factor = ratio(figure, value);
  return `${factor >= 10 ? factor.toFixed(0) : factor.toFixed(1)}x`;
}

function row(figure: Figure): string {
  const others = figure.beside.map(({ name, value }) => `${name}: ${count(value)} (${times(figure, value)})`);
  return `| ${figure.what} | ${count(figure.ours)} ${figure.unit} | ${others.join('<br>')} |`;
}

/** When and where results were measured, each machine said once. */
function circumstances(results: readonly Result[]): string {
  const all = results.map(({ date, machine, node }) => `${date}, ${machine}, Node ${node.slice(1)}`);
  return [...new Set(all)].join('; ');
}

/** The table of what the README shows. */
export function table(results: readonly Result[]): string {
  const figures = results.flatMap((result) => result.figures.filter((figure) => figure.headline === true));
  return [
    `Measured side by side by \`npm run bench\` (${circumstances(results)}). Beside ours in brackets: how many times ours is better.`,
    '',
    '| what | Superilla | beside it |',
    '| --- | --- | --- |',
    ...figures.map(row),
    '',
    '![How many times better than what stands beside it](docs/images/bench.svg)',
    ...(results.some(({ curves }) => (curves?.length ?? 0) > 0)
      ? ['![How cost grows with kits and with stored points](docs/images/bench-scale.svg)']
      : []),
  ].join('\n');
}

/** Writes the table between the README's markers; false where it has none. */
export function intoReadme(results: readonly Result[]): boolean {
  const readme = new URL('README.md', ROOT);
  const text = readFileSync(readme, 'utf8');
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (from < 0 || to < from) return false;
  writeFileSync(readme, `${text.slice(0, from + BEGIN.length)}\n\n${table(results)}\n\n${text.slice(to)}`);
  return true;
}
