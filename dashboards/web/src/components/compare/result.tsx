import { useContext, useState } from 'preact/hooks';
import type { Basis, ComparisonView } from '../../compare-types.ts';
import { CatalogueContext } from '../../hooks/use-catalogue.ts';
import { useData } from '../../hooks/use-data.ts';
import { useSpeech } from '../../i18n/speech.ts';
import { ChartChoice } from '../chart-choice.tsx';
import { Failed } from '../failed.tsx';
import { Loading } from '../loading.tsx';
import { type Asked, queryOf } from './asked.ts';
import { Figures } from './figures.tsx';
import { NotEnough } from './not-enough.tsx';
import { PairsTable } from './pairs-table.tsx';
import { Plots } from './plots.tsx';
import { ResultWords } from './result-words.tsx';
import { Verdicts } from './targets.tsx';

const BASES = { raw: 'compare_raw', corrected: 'compare_corrected' } as const;

function Told({ of, asked }: { of: ComparisonView; asked: Asked }) {
  const { say } = useSpeech();
  const [basis, setBasis] = useState<Basis>('raw');
  // Figures are in the unit that the API answers in, which pages show otherwise for pressure.
  const known = useContext(CatalogueContext).get(of.phenomenon);
  const { unitLabel: unit = '', decimals = 2 } = known ?? {};
  const isEnough = of.reports[0]?.enough === true;
  return (
    <>
      <section class="card" aria-labelledby="result-title">
        <h2 id="result-title">{say('compare_result')}</h2>
        {!isEnough && <NotEnough of={of} />}
        <ResultWords of={of} unit={unit} />
      </section>
      {isEnough && (
        <>
          <Figures reports={of.reports} unit={unit} />
          <Verdicts of={of} unit={unit} />
          {of.reports.length > 1 && (
            <ChartChoice
              name="basis"
              legend="compare_basis"
              options={BASES}
              chosen={basis}
              choose={(one) => setBasis(one)}
            />
          )}
          <Plots of={of} basis={basis} unit={unit} decimals={decimals} />
          <PairsTable of={of} asked={asked} decimals={decimals} />
        </>
      )}
    </>
  );
}

/** The comparison that is asked for: words, figures, verdicts, pictures and the hours themselves. */
export function Result({ asked }: { asked: Asked }) {
  const { value, failure, reload } = useData<ComparisonView>(`/comparisons?${queryOf(asked)}`);
  if (failure !== undefined) return <Failed failure={failure} retry={reload} />;
  return value === undefined ? <Loading /> : <Told of={value} asked={asked} />;
}
