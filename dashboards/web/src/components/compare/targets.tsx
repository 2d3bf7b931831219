import type { BarView, ComparisonView, ReportView, TargetView } from '../../compare-types.ts';
import { withUnit } from '../../format.ts';
import { type Speech, useSpeech } from '../../i18n/speech.ts';
import { MethodTable } from '../method/table.tsx';
import { figure, metricText, percent } from './numbers.ts';

function verdict(met: boolean | null, { say }: Speech): string {
  if (met === null) return say('compare_unknown');
  return say(met ? 'compare_met' : 'compare_not_met');
}

function boundWords({ metric, min, max }: TargetView, unit: string, { say, lang }: Speech): string {
  const text = (value: number | null) => (value === null ? '' : metricText(metric, value, { unit, lang }));
  if (min !== null && max !== null) return say('compare_between', { min: text(min), max: text(max) });
  return min === null
    ? say('compare_at_most', { max: text(max) })
    : say('compare_at_least', { min: text(min) });
}

function Targets({ title, targets, unit }: { title: string; targets: readonly TargetView[]; unit: string }) {
  const speech = useSpeech();
  const { say, lang } = speech;
  if (targets.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <MethodTable
        caption={title}
        head={[say('compare_figure'), say('compare_target'), say('compare_found'), say('compare_verdict')]}
        rows={targets.map((target) => ({
          key: target.metric,
          cells: [
            say(`compare_${target.metric}`),
            boundWords(target, unit, speech),
            target.value === null ? '–' : metricText(target.metric, target.value, { unit, lang }),
            verdict(target.met, speech),
          ],
        }))}
      />
      <p class="hint">{say('compare_either')}</p>
    </>
  );
}

function Bars({ title, bars, unit }: { title: string; bars: readonly BarView[]; unit: string }) {
  const speech = useSpeech();
  const { say, lang } = speech;
  if (bars.length === 0) return null;
  const uncertainty = ({ absolute, relative }: { absolute: number; relative: number }) =>
    `±${withUnit(figure(absolute, lang), unit)} (${percent(relative, lang)})`;
  return (
    <>
      <h3>{title}</h3>
      <MethodTable
        caption={title}
        head={[say('compare_bar'), say('compare_target'), say('compare_found'), say('compare_verdict')]}
        rows={bars.map((bar) => ({
          key: bar.averaging,
          cells: [
            say(`compare_bar_${bar.averaging}`, { limit: withUnit(figure(bar.limit, lang), unit) }),
            say('compare_at_most', { max: uncertainty(bar) }),
            bar.found === null ? '–' : uncertainty(bar.found),
            verdict(bar.met, speech),
          ],
        }))}
      />
    </>
  );
}

function OfBasis({ report, unit }: { report: ReportView; unit: string }) {
  const { say, count, lang } = useSpeech();
  const basis = say(`compare_${report.basis}`).toLocaleLowerCase(lang);
  const { targets, days, indicative } = report;
  return (
    <>
      <Targets title={say('compare_targets_hourly', { basis })} targets={targets.hourly} unit={unit} />
      {days >= 3 && (
        <Targets
          title={count('compare_targets_daily', days, { basis })}
          targets={targets.daily}
          unit={unit}
        />
      )}
      <Bars title={say('compare_directive', { basis })} bars={indicative} unit={unit} />
    </>
  );
}

/** Which targets and bars a kit meets, each with a word beside its sign. */
export function Verdicts({ of, unit }: { of: ComparisonView; unit: string }) {
  const { say } = useSpeech();
  const reports = of.reports.filter(({ enough }) => enough);
  const isJudged = reports.some(({ targets, indicative }) => targets.hourly.length + indicative.length > 0);
  const { targets, indicative } = of.sources;
  return (
    <section class="card" aria-labelledby="verdicts-title">
      <h2 id="verdicts-title">{say('compare_targets')}</h2>
      {!isJudged && <p>{say('compare_no_targets')}</p>}
      {reports.map((report) => (
        <OfBasis key={report.basis} report={report} unit={unit} />
      ))}
      <p class="hint">{say('compare_indicative')}</p>
      {isJudged && <p class="hint">{say('compare_sources', { targets, indicative })}</p>}
    </section>
  );
}
