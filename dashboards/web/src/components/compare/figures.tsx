import type { AgreementView, ReportView } from '../../compare-types.ts';
import { formatCount, withUnit } from '../../format.ts';
import { useSpeech } from '../../i18n/speech.ts';
import { MethodTable } from '../method/table.tsx';
import { figure, percent } from './numbers.ts';

type Name = 'slope' | 'intercept' | 'r' | 'r2' | 'mean_station' | 'mean_kit' | 'bias' | 'rmse' | 'nrmse';

const FIGURES: readonly [Name, keyof AgreementView, 'plain' | 'unit' | 'share'][] = [
  ['slope', 'slope', 'plain'],
  ['intercept', 'intercept', 'unit'],
  ['r', 'r', 'plain'],
  ['r2', 'r2', 'plain'],
  ['mean_station', 'meanReference', 'unit'],
  ['mean_kit', 'meanSensor', 'unit'],
  ['bias', 'bias', 'unit'],
  ['rmse', 'rmse', 'unit'],
  ['nrmse', 'nrmse', 'share'],
];

/** The figures of the reports side by side; `unit` is that of the values. */
export function Figures({ reports, unit }: { reports: readonly ReportView[]; unit: string }) {
  const { say, lang } = useSpeech();
  const shown = (value: number | null | undefined, as: 'plain' | 'unit' | 'share') => {
    if (value === null || value === undefined) return say('compare_unknown');
    if (as === 'share') return percent(value, lang);
    return as === 'plain' ? figure(value, lang) : withUnit(figure(value, lang), unit);
  };
  const rows = [
    { key: 'pairs', cells: reports.map(({ pairs }) => formatCount(pairs, lang)) },
    { key: 'share', cells: reports.map(({ completeness }) => percent(completeness, lang)) },
    ...FIGURES.map(([key, member, as]) => ({
      key,
      cells: reports.map(({ agreement }) => shown(agreement?.[member], as)),
    })),
  ] as const;
  return (
    <section class="card" aria-labelledby="figures-title">
      <h2 id="figures-title">{say('compare_figures')}</h2>
      <MethodTable
        caption={say('compare_figures')}
        head={[say('compare_figure'), ...reports.map(({ basis }) => say(`compare_${basis}`))]}
        rows={rows.map(({ key, cells }) => ({ key, cells: [say(`compare_${key}`), ...cells] }))}
      />
    </section>
  );
}
