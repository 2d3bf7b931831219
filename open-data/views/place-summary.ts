import { EAQI_2024 } from '../../analysis/air/european-scales.ts';
import type { Kit } from '../../domain/kit.ts';
import { phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import type { Place } from '../../domain/project.ts';
import type { KitValue } from '../places/kit-value.ts';
import type { PhenomenonSummary, PlaceSummary } from '../places/place-summary.ts';
import { LEAST_KITS } from '../places/spread.ts';
import type { PlaceSummaryView } from '../schemas/place-summary.ts';
import { bandView } from './air-index.ts';
import { unitOf } from './reading.ts';

type NameOf = (kit: string) => string;

function valueView({ kit, value, plusMinus, basis, suspect }: KitValue, nameOf: NameOf) {
  return { kit, name: nameOf(kit), value, plusMinus, basis, suspect };
}

function phenomenonView(of: PhenomenonSummary, nameOf: NameOf): PlaceSummaryView['phenomena'][number] {
  const { phenomenon, values, stations, spread, basis, perKm2 } = of;
  const names = phenomenonOf(phenomenon)?.names;
  return {
    phenomenon,
    unit: unitOf(phenomenon),
    names: names === undefined ? null : { ...names },
    kits: values.length,
    suspectKits: values.filter(({ suspect }) => suspect).length,
    enough: spread !== undefined,
    ...spread,
    basis,
    ...(perKm2 === undefined ? {} : { perKm2 }),
    values: values.map((value) => valueView(value, nameOf)),
    stations: stations.map((value) => valueView(value, nameOf)),
  };
}

/** The indices of the kits, counted by band; the bands that no kit is in stand there with 0. */
function indexView(indices: PlaceSummary['indices'], nameOf: NameOf): PlaceSummaryView['index'] {
  const judged = [...indices].flatMap(([kit, { result }]) => (result.enough ? [{ kit, ...result }] : []));
  const lacking = new Map<string, number>();
  for (const { missing } of judged)
    for (const { what } of missing) lacking.set(what, (lacking.get(what) ?? 0) + 1);
  return {
    scale: EAQI_2024.id,
    name: EAQI_2024.name,
    enough: judged.length >= LEAST_KITS,
    kits: judged.length,
    pmOnly: judged.filter(({ scope }) => scope === 'pm_only').length,
    bands: EAQI_2024.bands.map(({ band }) => ({
      ...bandView({ scale: EAQI_2024 }, band),
      kits: judged.filter((one) => one.band === band).length,
    })),
    byKit: judged.map(({ kit, band }) => ({ kit, name: nameOf(kit), band })),
    missing: [...lacking].map(([what, kits]) => ({ what, kits })),
  };
}

/** The summary of a place as the API gives it. */
export function placeSummaryView(
  place: Place,
  summary: PlaceSummary,
  kits: readonly Kit[],
): PlaceSummaryView {
  const names = new Map(kits.map(({ id, name }) => [id, name]));
  const nameOf = (kit: string) => names.get(kit) ?? kit;
  return {
    place: { id: place.id, name: place.name, kind: place.kind, areaKm2: summary.areaKm2 },
    hour: new Date(summary.hour).toISOString(),
    kits: { ...summary.kits },
    phenomena: summary.phenomena.map((of) => phenomenonView(of, nameOf)),
    index: indexView(summary.indices, nameOf),
  };
}
