import { useSpeech } from '../../i18n/speech.ts';
import { flagText } from '../flags.tsx';
import { Entry, Section, Source } from './entry.tsx';
import { FigureTable, useNamesOf } from './figures.tsx';
import { boundsText } from './number.ts';
import { MethodTable } from './table.tsx';
import type { Check, Method, Range } from './types.ts';

/** The levels of a value, and which flag gives which. */
export function Levels({ method: { levels, flags } }: { method: Method }) {
  const speech = useSpeech();
  const { say, lang } = speech;
  const flagsOf = (level: string | null) =>
    flags
      .filter((one) => one.level === level)
      .map(({ flag }) => flagText(flag, speech))
      .join('; ');
  return (
    <Section id="levels" title={say('method_levels')}>
      <p>{say('method_levels_text')}</p>
      <MethodTable
        caption={say('method_levels')}
        head={[say('method_level'), say('method_means'), say('method_flags')]}
        rows={[
          ...levels.map(({ level, code, names, means }) => ({
            key: level,
            cells: [`${names[lang]} (${code})`, means[lang], flagsOf(level) || '–'],
          })),
          { key: 'none', cells: [say('method_no_level'), say('method_no_level_means'), flagsOf(null)] },
        ]}
      />
    </Section>
  );
}

function CheckEntry({ check, method }: { check: Check; method: Method }) {
  const speech = useSpeech();
  const { say, lang } = speech;
  const { id, title, words, finds, flag, source, figures } = check;
  const level = method.levels.find((one) => one.level === finds)?.names[lang] ?? finds;
  return (
    <Entry id={`check-${id}`} title={title[lang]}>
      <p>
        {words[lang]}{' '}
        {flag === undefined
          ? say('method_finds_bare', { level })
          : say('method_finds', { level, flag: flagText(flag, speech) })}{' '}
        {id === 'range' && <a href="#ranges">{say('method_ranges')}</a>}
      </p>
      <FigureTable title={title[lang]} groups={figures} />
      <Source of={source} />
    </Entry>
  );
}

/** Every check with its figures. */
export function Checks({ method }: { method: Method }) {
  const { say } = useSpeech();
  return (
    <Section id="checks" title={say('method_checks')}>
      <p>{say('method_checks_text')}</p>
      {method.checks.map((check) => (
        <CheckEntry key={check.id} check={check} method={method} />
      ))}
    </Section>
  );
}

/** Quantities by the range that they share, in the order of the catalogue. */
function byRange(ranges: readonly Range[]) {
  const groups = new Map<string, Range & { readonly phenomena: string[] }>();
  for (const range of ranges) {
    const key = `${range.min} ${range.max} ${range.unit}`;
    const group = groups.get(key) ?? { ...range, phenomena: [] };
    group.phenomena.push(range.phenomenon);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Between which values each quantity is plausible outdoors. */
export function Ranges({ method: { ranges } }: { method: Method }) {
  const { say, lang } = useSpeech();
  const namesOf = useNamesOf();
  return (
    <Section id="ranges" title={say('method_ranges')}>
      <p>{say('method_ranges_text')}</p>
      <MethodTable
        caption={say('method_ranges')}
        head={[say('method_range'), say('method_quantity')]}
        rows={byRange(ranges).map(({ phenomena, min, max, unit }) => ({
          key: phenomena.join(),
          cells: [boundsText([min, max], unit, lang), namesOf(phenomena)],
        }))}
      />
    </Section>
  );
}
