import { useCatalogue } from '../../hooks/use-catalogue.ts';
import { useSpeech } from '../../i18n/speech.ts';
import { flagText } from '../flags.tsx';
import { Entry, Section, Source } from './entry.tsx';
import { FigureGroups } from './figures.tsx';
import { boundsText } from './number.ts';
import { MethodTable } from './table.tsx';
import type { Check, Method } from './types.ts';

/** The levels of a value, and which flag gives which. */
export function Levels({ method: { levels, flags } }: { method: Method }) {
  const speech = useSpeech();
  const { say, lang } = speech;
  const nameOf = (level: string | null) =>
    levels.find((one) => one.level === level)?.names[lang] ?? say('method_no_level');
  return (
    <Section id="levels" title={say('method_levels')}>
      <p>{say('method_levels_text')}</p>
      <MethodTable
        caption={say('method_levels')}
        head={[say('method_level'), say('method_means')]}
        rows={levels.map(({ level, code, names, means }) => ({
          key: level,
          cells: [`${names[lang]} (${code})`, means[lang]],
        }))}
      />
      <MethodTable
        caption={say('method_flag')}
        head={[say('method_flag'), say('method_level')]}
        rows={flags.map(({ flag, level }) => ({ key: flag, cells: [flagText(flag, speech), nameOf(level)] }))}
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
      <FigureGroups title={title[lang]} groups={figures} />
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

/** Between which values each quantity is plausible outdoors. */
export function Ranges({ method: { ranges } }: { method: Method }) {
  const { say, lang } = useSpeech();
  const describe = useCatalogue();
  return (
    <Section id="ranges" title={say('method_ranges')}>
      <p>{say('method_ranges_text')}</p>
      <details>
        <summary>{say('method_quantity')}</summary>
        <MethodTable
          caption={say('method_ranges')}
          head={[say('method_quantity'), say('method_range')]}
          rows={ranges.map(({ phenomenon, min, max, unit }) => ({
            key: phenomenon,
            cells: [describe(phenomenon).name, boundsText([min, max], unit, lang)],
          }))}
        />
      </details>
    </Section>
  );
}
