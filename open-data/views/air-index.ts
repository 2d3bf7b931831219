import { AVERAGING_NAMES, type IndexPart, SCOPE_NAMES } from '../../analysis/air/air-index.ts';
import { NOT_ENOUGH_NAMES } from '../../analysis/not-enough.ts';
import type { KitIndex } from '../hours/indices.ts';
import type { BandView, IndexView } from '../schemas/indices.ts';
import { missingView } from './missing.ts';
import { unitOf } from './reading.ts';

function partView({ pollutant, ...part }: IndexPart, { air }: KitIndex) {
  const hours = air.measured.get(pollutant);
  return {
    phenomenon: pollutant,
    unit: unitOf(pollutant),
    ...part,
    averagingNames: { ...AVERAGING_NAMES[part.averaging] },
    basis: hours?.basis ?? ('raw' as const),
    correction: hours?.correction ?? null,
  };
}

/** A step of a scale, as its publisher names it. */
export function bandView({ scale }: Pick<KitIndex, 'scale'>, band: number): BandView {
  const found = scale.bands.find((one) => one.band === band);
  if (found === undefined) throw new RangeError(`${scale.id} has no band ${band}`);
  return { ...found, names: { ...found.names } };
}

/** An index with the words to show beside it; without data enough only what is missing. */
export function indexView(index: KitIndex): IndexView {
  const { scale, result } = index;
  const head = { scale: scale.id, name: scale.name };
  const missing = result.missing.map(missingView);
  if (!result.enough) return { ...head, enough: false, names: { ...NOT_ENOUGH_NAMES }, missing };
  const { band, aqi, decidedBy, scope, parts } = result;
  return {
    ...head,
    enough: true,
    band: bandView(index, band),
    ...(aqi === undefined ? {} : { aqi }),
    decidedBy: [...decidedBy],
    scope,
    scopeNames: { ...SCOPE_NAMES[scope] },
    averagingNames: { ...scale.averagingNames },
    parts: parts.map((part) => partView(part, index)),
    missing,
  };
}
