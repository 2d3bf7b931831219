import { withUnit } from '../../format.ts';
import { useCatalogue } from '../../hooks/use-catalogue.ts';
import { useSpeech } from '../../i18n/speech.ts';
import { Entry, Formula, Section, Source } from './entry.tsx';
import { useNamesOf } from './figures.tsx';
import { boundsText, plainNumber, shareText } from './number.ts';
import { MethodTable } from './table.tsx';
import type { Comparison, Method } from './types.ts';

/** What is kept of hours and days, and how each quantity is averaged. */
export function RollUps({ method: { rollUps } }: { method: Method }) {
  const { say, lang } = useSpeech();
  const namesOf = useNamesOf();
  return (
    <Section id="roll-ups" title={say('method_rollups')}>
      <p>
        {rollUps.keptNames[lang]} {rollUps.againNames[lang]}
      </p>
      <MethodTable
        caption={say('method_mean')}
        head={[say('method_mean'), say('method_quantity')]}
        rows={rollUps.means.map(({ averaging, names, phenomena }) => ({
          key: averaging,
          cells: [names[lang], namesOf(phenomena)],
        }))}
      />
    </Section>
  );
}

/** What ± is. */
export function UncertaintySection({ method: { uncertainty } }: { method: Method }) {
  const { say, lang } = useSpeech();
  return (
    <Section id="uncertainty" title={say('method_uncertainty')}>
      {uncertainty.map(({ names, factor, source }) => (
        <div key={names.en}>
          <p>
            {names[lang]} {factor !== null && say('method_factor', { n: factor })}
          </p>
          {source !== null && <Source of={source} />}
        </div>
      ))}
    </Section>
  );
}

function Targets({ targets: { names, phenomenon, figures, source } }: { targets: Comparison['targets'] }) {
  const { say, lang } = useSpeech();
  const title = useCatalogue()(phenomenon).name;
  return (
    <Entry id="comparison-targets" title={`EPA: ${title}`}>
      <p>{names[lang]}</p>
      <MethodTable
        caption={names[lang]}
        head={[say('method_metric'), say('method_target')]}
        rows={figures.map(({ metric, min, max, unit }) => ({
          key: metric,
          cells: [say(`method_metric_${metric}`), boundsText([min, max], unit, lang)],
        }))}
      />
      <Source of={source} />
    </Entry>
  );
}

function Bars({ bars: { names, figures, source } }: { bars: Comparison['bars'] }) {
  const { say, lang } = useSpeech();
  const describe = useCatalogue();
  return (
    <Entry id="comparison-bars" title="Directive (EU) 2024/2881">
      <p>{names[lang]}</p>
      <MethodTable
        caption={names[lang]}
        head={[
          say('method_quantity'),
          say('method_averaging'),
          say('method_largest'),
          say('method_at_limit'),
          say('method_coverage'),
        ]}
        rows={figures.map((bar) => ({
          key: `${bar.phenomenon}-${bar.averaging}`,
          cells: [
            describe(bar.phenomenon).name,
            bar.averagingNames[lang],
            `±${withUnit(plainNumber(bar.absolute, lang), bar.unit)} (${shareText(bar.relative, lang)})`,
            withUnit(plainNumber(bar.limit, lang), bar.unit),
            shareText(bar.coverage, lang),
          ],
        }))}
      />
      <Source of={source} />
    </Entry>
  );
}

/** How a kit is compared with an official station. */
export function ComparisonSection({ method: { comparison } }: { method: Method }) {
  const { say, lang } = useSpeech();
  return (
    <Section id="comparison" title={say('method_comparison')}>
      <p>
        {comparison.pairingNames[lang]}{' '}
        {say('method_complete', { share: shareText(comparison.complete, lang) })}
      </p>
      <Formula lines={comparison.formula} />
      <Targets targets={comparison.targets} />
      <Bars bars={comparison.bars} />
    </Section>
  );
}
