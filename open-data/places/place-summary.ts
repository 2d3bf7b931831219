import { averagingOf } from '../../domain/averaging.ts';
import type { Kit } from '../../domain/kit.ts';
import type { Place } from '../../domain/project.ts';
import { POLLUTANTS } from '../hours/air-series.ts';
import { byKit } from '../hours/by-kit.ts';
import type { HoursPorts } from '../hours/hour-record.ts';
import { hourRecords } from '../hours/hour-records.ts';
import { humidityOnce } from '../hours/humidity.ts';
import { airIndices, type KitIndex } from '../hours/indices.ts';
import { areaOf } from './area.ts';
import { type KitValue, kitValue } from './kit-value.ts';
import { type KitSpread, spreadOf } from './spread.ts';

const HOUR = 3_600_000;

/** What a summary tells of without being asked: what people feel, and what indices are made of. */
export const SUMMARISED: readonly string[] = [...POLLUTANTS, 'noise_laeq', 'temperature', 'humidity'];

/** The hour of one phenomenon in a place. */
export interface PhenomenonSummary {
  readonly phenomenon: string;
  /** Of kits with a whole hour. Official stations stand apart: they are few and of another kind. */
  readonly values: readonly KitValue[];
  readonly stations: readonly KitValue[];
  /** Undefined for fewer than three kits, and for directions and states, which have no middle. */
  readonly spread: KitSpread | undefined;
  readonly basis: 'raw' | 'corrected' | 'mixed';
  /** Kits with a whole hour on a km²; undefined for a place without area. */
  readonly perKm2: number | undefined;
}

/** The hour of a place. */
export interface PlaceSummary {
  /** Start, UTC ms. */
  readonly hour: number;
  readonly areaKm2: number;
  /** Kits outdoors that are not official; those of them with a reading in the hour; the others. */
  readonly kits: {
    readonly registered: number;
    readonly heard: number;
    readonly official: number;
    readonly indoor: number;
  };
  readonly phenomena: readonly PhenomenonSummary[];
  /** The index in force here, kit by kit. */
  readonly indices: ReadonlyMap<string, KitIndex>;
}

export interface SummaryAsked {
  readonly place: Place;
  /** Kits whose published position lies in it. */
  readonly kits: readonly Kit[];
  /** Start, UTC ms; the newest whole hour with data within three hours when undefined. */
  readonly hour: number | undefined;
  readonly now: number;
  readonly phenomena: readonly string[];
}

function basisOf(values: readonly KitValue[]): PhenomenonSummary['basis'] {
  const corrected = values.filter(({ basis }) => basis === 'corrected').length;
  if (corrected === 0) return 'raw';
  return corrected === values.length ? 'corrected' : 'mixed';
}

function summaryOf(
  phenomenon: string,
  values: readonly KitValue[],
  given: { readonly official: ReadonlySet<string>; readonly area: number },
): PhenomenonSummary {
  const ours = values.filter(({ kit }) => !given.official.has(kit));
  const hasMiddle = ['arithmetic', 'energetic', 'sum'].includes(averagingOf(phenomenon));
  return {
    phenomenon,
    values: ours,
    stations: values.filter(({ kit }) => given.official.has(kit)),
    spread: hasMiddle ? spreadOf(ours.map(({ value }) => value)) : undefined,
    basis: basisOf(ours),
    perKm2: given.area > 0 ? ours.length / given.area : undefined,
  };
}

/** The hour of each phenomenon that any of the kits has, and which kits have one. */
async function phenomenaOf(
  ports: HoursPorts,
  asked: { readonly kits: readonly string[]; readonly hour: number; readonly phenomena: readonly string[] },
  given: { readonly official: ReadonlySet<string>; readonly area: number },
): Promise<{ readonly phenomena: readonly PhenomenonSummary[]; readonly heard: ReadonlySet<string> }> {
  const { kits, hour } = asked;
  const humidity = humidityOnce(ports);
  const heard = new Set<string>();
  const phenomena: PhenomenonSummary[] = [];
  for (const phenomenon of kits.length === 0 ? [] : new Set(asked.phenomena)) {
    const query = { kits, phenomenon, from: hour, to: hour + HOUR };
    const records = byKit(await hourRecords(ports, query, humidity));
    for (const kit of records.keys()) if (!given.official.has(kit)) heard.add(kit);
    if (records.size === 0) continue;
    const values = [...records.values()].flatMap((of) => kitValue(phenomenon, of) ?? []);
    phenomena.push(summaryOf(phenomenon, values, given));
  }
  return { phenomena, heard };
}

/**
 * What the kits of a place say of one hour: one value a kit, their median and spread, their indices; never a bare mean. Kits indoors
 * say nothing of a place and are left out. Throws StoreBusyError as the store does.
 */
export async function placeSummary(ports: HoursPorts, asked: SummaryAsked): Promise<PlaceSummary> {
  const outdoors = asked.kits.filter(({ exposure }) => exposure === 'outdoor');
  const official = new Set(outdoors.filter((kit) => kit.official).map(({ id }) => id));
  const kits = outdoors.map(({ id }) => id);
  const scales = ['eaqi-2024'] as const;
  const found = await airIndices(ports, { kits, hour: asked.hour, now: asked.now, scales });
  const { hour } = found;
  const area = areaOf(asked.place.geometry);
  const { phenomena } = asked;
  const told = await phenomenaOf(ports, { kits, hour, phenomena }, { official, area });
  const indices = [...found.kits].flatMap(([kit, [index]]) =>
    index === undefined || official.has(kit) ? [] : [[kit, index] as const],
  );
  return {
    hour,
    areaKm2: area,
    kits: {
      registered: kits.length - official.size,
      heard: told.heard.size,
      official: official.size,
      indoor: asked.kits.length - outdoors.length,
    },
    phenomena: told.phenomena,
    indices: new Map(indices),
  };
}
