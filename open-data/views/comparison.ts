import type { JudgedBar, JudgedTarget } from '../../analysis/comparison/report.ts';
import type { Agreement } from '../../analysis/comparison/statistics.ts';
import { EPA_SOURCE, INDICATIVE_SOURCE } from '../../analysis/comparison/targets.ts';
import { metresBetween } from '../../analysis/quality/neighbours.ts';
import type { Names } from '../../domain/phenomena/phenomenon.ts';
import type { Asked, BasisReport, Comparison } from '../comparisons/compare.ts';
import type { Side } from '../comparisons/sides.ts';
import type { Context } from '../context.ts';
import { correctionFor, correctionName } from '../hours/correction-for.ts';
import type { ComparisonView, ReportView, TargetView } from '../schemas/comparison.ts';
import { missingView } from './missing.ts';
import { unitOf } from './reading.ts';

const iso = (ms: number) => new Date(ms).toISOString();

/** The rule of pairing in words; the share in percent. */
export function pairingNames(completeness: number): Names {
  const percent = Math.round(completeness * 100);
  return {
    ca: `Mitjanes horàries (UTC) de tots dos; hi compten les hores amb almenys el ${percent} % de les lectures habituals de l’equip. Les lectures amb una marca de dolentes en queden fora.`,
    es: `Medias horarias (UTC) de ambos; cuentan las horas con al menos el ${percent} % de las lecturas habituales del equipo. Las lecturas con una marca de malas quedan fuera.`,
    en: `Hourly means (UTC) of both; hours count that hold at least ${percent} % of the kit’s usual readings. Readings with a flag that makes them bad are left out.`,
  };
}

function agreementView(agreement: Agreement | undefined): ReportView['agreement'] {
  return agreement === undefined ? null : { ...agreement, nrmse: agreement.nrmse ?? null };
}

function targetViews(targets: readonly JudgedTarget[], agreement: Agreement | undefined): TargetView[] {
  return targets.map(({ metric, min, max, met }) => {
    const bounds = { min: min ?? null, max: max ?? null };
    return { metric, ...bounds, value: agreement?.[metric] ?? null, met: met ?? null };
  });
}

function barView(bar: JudgedBar): ReportView['indicative'][number] {
  const { averaging, limit, absolute, relative, coverage, found, met } = bar;
  const view = found === undefined ? null : { absolute: found.absolute, relative: found.relative };
  return { averaging, limit, absolute, relative, coverage, found: view, met: met ?? null };
}

function reportView({ basis, coLocation, missing }: BasisReport): ReportView {
  const { agreement, daily, days, pairs, completeness, targets, indicative } = coLocation;
  return {
    ...{ basis, enough: agreement !== undefined, missing: missing.map(missingView) },
    ...{ pairs: pairs.length, completeness, days: days.length },
    ...{ agreement: agreementView(agreement), daily: agreementView(daily) },
    targets: {
      hourly: targetViews(targets.hourly, agreement),
      daily: targetViews(targets.daily, daily),
    },
    indicative: indicative.map(barView),
  };
}

function sideView({ kit, channel, others, hours, whole, bad, first, last }: Side): ComparisonView['kit'] {
  const { id, name, steward, licence, precision } = kit;
  return {
    ...{ id, name, steward, licence, precision, channel, otherChannels: [...others] },
    ...{ hours: hours.length, whole: whole.length, badHours: bad },
    ...{ first: first === undefined ? null : iso(first), last: last === undefined ? null : iso(last) },
  };
}

function correctionView(asked: Asked, channel: string): ComparisonView['correction'] {
  const { correction, reason } = correctionFor(asked.kit, asked.phenomenon, channel);
  return {
    id: correction === undefined ? null : correctionName(correction),
    names: correction === undefined ? null : { ...correction.names },
    reason: reason === undefined ? null : { ...reason },
  };
}

/** A comparison as the API answers it. */
export function comparisonView({ directory }: Context, asked: Asked, found: Comparison): ComparisonView {
  const [here, there] = [directory.published(asked.kit), directory.published(asked.station)];
  return {
    ...{
      phenomenon: asked.phenomenon,
      unit: unitOf(asked.phenomenon),
      from: iso(asked.from),
      to: iso(asked.to),
    },
    ...{ kit: sideView(found.kit), station: sideView(found.station) },
    distance: here === undefined || there === undefined ? null : Math.round(metresBetween(here, there)),
    pairing: { by: 'hour', completeness: asked.completeness, names: pairingNames(asked.completeness) },
    correction: correctionView(asked, found.kit.channel),
    reports: found.reports.map(reportView),
    pairs: found.pairs.map((pair) => [...pair]),
    sources: { targets: EPA_SOURCE, indicative: INDICATIVE_SOURCE },
  };
}
