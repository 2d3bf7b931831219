import { phenomenonOf } from '../../../domain/phenomena/catalogue.ts';
import type { ComparisonView, ReportView } from '../../../open-data/schemas/comparison.ts';
import { tableLines } from '../output.ts';

type Bar = ReportView['indicative'][number];
type Target = ReportView['targets']['hourly'][number];

const METRICS = { slope: 'slope', intercept: 'intercept', r2: 'R²', rmse: 'RMSE', nrmse: 'NRMSE' } as const;
const AVERAGINGS = { hour: 'hourly', day: 'daily', year: 'yearly' } as const;
const WHO = { kit: 'The kit', station: 'The station' } as const;

/** A figure of three significant digits or, from 100 up, without decimals. */
function figure(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}

const percent = (share: number) => `${figure(share * 100)} %`;

/** What a metric's value is given in: RMSE and intercept have the phenomenon's unit, NRMSE is a share. */
function withUnit(metric: Target['metric'], value: number, unit: string): string {
  if (metric === 'nrmse') return percent(value);
  return metric === 'slope' || metric === 'r2' ? figure(value) : `${figure(value)} ${unit}`;
}

function boundWords({ metric, min, max }: Target, unit: string): string {
  const say = (value: number) => withUnit(metric, value, unit);
  if (min !== null && max !== null) return `${say(min)} to ${say(max)}`;
  return min === null ? `at most ${say(max ?? 0)}` : `at least ${say(min)}`;
}

const verdict = (met: boolean | null) => (met === null ? 'not known' : met ? 'met' : 'NOT met');

function agreementRows(reports: readonly ReportView[], unit: string): string[] {
  const column = (say: (agreement: NonNullable<ReportView['agreement']>) => string) =>
    reports.map(({ agreement }) => (agreement === null ? '-' : say(agreement)));
  const rows = [
    ['pairs of hours', ...reports.map(({ pairs }) => String(pairs))],
    ["of the station's hours", ...reports.map(({ completeness }) => percent(completeness))],
    ['slope', ...column(({ slope }) => figure(slope))],
    ['intercept', ...column(({ intercept }) => `${figure(intercept)} ${unit}`)],
    ['r (Pearson)', ...column(({ r }) => figure(r))],
    ['R²', ...column(({ r2 }) => figure(r2))],
    ['mean of the station', ...column(({ meanReference }) => `${figure(meanReference)} ${unit}`)],
    ['mean of the kit', ...column(({ meanSensor }) => `${figure(meanSensor)} ${unit}`)],
    ['bias (kit - station)', ...column(({ bias }) => `${figure(bias)} ${unit}`)],
    ['RMSE', ...column(({ rmse }) => `${figure(rmse)} ${unit}`)],
    ['NRMSE', ...column(({ nrmse }) => (nrmse === null ? '-' : percent(nrmse)))],
  ];
  return tableLines(['', ...reports.map(({ basis }) => (basis === 'raw' ? 'AS SENT' : 'CORRECTED'))], rows);
}

function targetLines(title: string, targets: readonly Target[], unit: string): string[] {
  if (targets.length === 0) return [];
  const rows = targets.map((target) => {
    const value = target.value === null ? '-' : withUnit(target.metric, target.value, unit);
    return [METRICS[target.metric], boundWords(target, unit), value, verdict(target.met)];
  });
  return [
    '',
    title,
    ...tableLines(['FIGURE', 'TARGET', 'FOUND', 'VERDICT'], rows),
    'Of RMSE and NRMSE one is enough.',
  ];
}

function barWords({ averaging, limit, absolute, relative, found, met }: Bar, unit: string): string {
  const asked = `Directive (EU) 2024/2881, indicative measurement, ${AVERAGINGS[averaging]} means: at most ±${figure(absolute)} ${unit} (${percent(relative)}) at ${figure(limit)} ${unit}`;
  if (found === null) return `${asked}; not known, for want of pairs.`;
  return `${asked}; found ±${figure(found.absolute)} ${unit} (${percent(found.relative)}): ${verdict(met)}.`;
}

function reportLines(report: ReportView, unit: string): string[] {
  const basis = report.basis === 'raw' ? 'as sent' : 'corrected';
  if (!report.enough) return [];
  const { targets, days, indicative } = report;
  return [
    ...targetLines(`EPA's targets, hours, ${basis}:`, targets.hourly, unit),
    ...(days >= 3 ? targetLines(`EPA's targets, ${days} days, ${basis}:`, targets.daily, unit) : []),
    ...(indicative.length > 0 ? ['', ...indicative.map((bar) => `${basis}: ${barWords(bar, unit)}`)] : []),
  ];
}

function missingLines({ kit, station, reports, from, to }: ComparisonView): string[] {
  const missing = reports.flatMap((report) => (report.enough ? [] : report.missing));
  const words = missing.map(({ what, have, need }) => {
    if (what !== 'kit' && what !== 'station')
      return `  They share ${have} hours that count; it takes at least ${need}, in which both values change.`;
    const side = what === 'kit' ? kit : station;
    const stored =
      side.first === null ? 'nothing is stored of it' : `stored are ${side.first} to ${side.last}`;
    return `  ${WHO[what]} has ${have} hours that count from ${from} to ${to}; ${stored}.`;
  });
  return words.length === 0 ? [] : ['', 'Not enough data:', ...new Set(words)];
}

function headLines(view: ComparisonView): string[] {
  const { kit, station, distance, phenomenon, correction } = view;
  const name = phenomenonOf(phenomenon)?.names.en ?? phenomenon;
  const isCorrected = view.reports.some(({ basis }) => basis === 'corrected');
  const apart = distance === null ? 'how far apart they are is not known' : `about ${distance} m apart`;
  const channels = [kit, station].flatMap(({ id, channel, otherChannels }) =>
    otherChannels.length === 0 ? [] : [`Of ${id} the channel "${channel}"; not ${otherChannels.join(', ')}.`],
  );
  return [
    `${name}: ${kit.name} beside ${station.name} (official), ${apart} by their published positions.`,
    `${view.from} to ${view.to}. ${view.pairing.names.en}`,
    ...channels,
    ...(correction.names === null ? [] : [`Correction: ${correction.names.en} (${correction.id}).`]),
    ...(correction.reason === null ? [] : [correction.reason.en]),
    ...(correction.id === null || isCorrected
      ? []
      : ['No corrected value could be worked out for these hours.']),
  ];
}

/** A comparison as lines for a terminal: who, over what, how they agree, what it is good enough for. */
export function comparisonLines(view: ComparisonView): string[] {
  const unit = phenomenonOf(view.phenomenon)?.unitLabel ?? view.unit;
  const { reports, sources } = view;
  const told = reports.some(({ enough }) => enough);
  return [
    ...headLines(view),
    ...(told ? ['', ...agreementRows(reports, unit)] : []),
    ...reports.flatMap((report) => reportLines(report, unit)),
    ...missingLines(view),
    ...(told ? ['', `Sources: ${sources.targets}; ${sources.indicative}.`] : []),
  ];
}
