import { useSpeech } from '../../i18n/speech.ts';
import { sensorAnchor } from './instruments.tsx';
import type { Method } from './types.ts';

interface Line {
  readonly id: string;
  readonly title: string;
  readonly entries?: readonly Line[];
}

function useLines(method: Method): readonly Line[] {
  const { say, lang } = useSpeech();
  const named = (
    prefix: string,
    list: readonly { id: string; names: { readonly [l in typeof lang]: string } }[],
  ) => list.map(({ id, names }) => ({ id: `${prefix}-${id}`, title: names[lang] }));
  return [
    { id: 'levels', title: say('method_levels') },
    {
      id: 'checks',
      title: say('method_checks'),
      entries: method.checks.map(({ id, title }) => ({ id: `check-${id}`, title: title[lang] })),
    },
    { id: 'ranges', title: say('method_ranges') },
    {
      id: 'sensors',
      title: say('method_sensors'),
      entries: method.sensors.map(({ part }) => ({ id: sensorAnchor(part), title: part })),
    },
    { id: 'corrections', title: say('method_corrections'), entries: named('correction', method.corrections) },
    {
      id: 'indices',
      title: say('method_indices'),
      entries: [
        ...method.scales.map(({ id, name }) => ({ id: `index-${id}`, title: name })),
        { id: 'nowcast', title: 'NowCast' },
      ],
    },
    { id: 'standards', title: say('method_standards'), entries: named('standard', method.standards) },
    { id: 'noise', title: say('method_noise') },
    { id: 'roll-ups', title: say('method_rollups') },
    { id: 'uncertainty', title: say('method_uncertainty') },
    { id: 'comparison', title: say('method_comparison') },
  ];
}

function List({ lines, name }: { lines: readonly Line[]; name: string }) {
  return (
    <ul class={name}>
      {lines.map(({ id, title, entries }) => (
        <li key={id}>
          <a href={`#${id}`}>{title}</a>
          {entries !== undefined && <List lines={entries} name="contents-entries" />}
        </li>
      ))}
    </ul>
  );
}

/** What stands on the page, with links. */
export function Contents({ method }: { method: Method }) {
  const { say } = useSpeech();
  return (
    <nav class="card contents" aria-labelledby="contents-title">
      <h2 id="contents-title">{say('method_contents')}</h2>
      <List lines={useLines(method)} name="contents-sections" />
    </nav>
  );
}
