/** What the server answers of a station that was registered, or is to be. */
export interface StationDone {
  readonly kit: string | null;
  readonly externalId: string | null;
  readonly name: string;
  readonly fate: 'new' | 'changed' | 'known' | 'refused';
  readonly words?: string;
}

/** What the server answers of a file. */
export interface FileDone {
  readonly archive: string;
  readonly rows: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly stations: readonly {
    readonly externalId: string;
    readonly kit: string | null;
    readonly readings: number;
    readonly invalid: number;
    readonly accepted: number;
    readonly duplicates: number;
    readonly missing: number;
    readonly refusals: Readonly<Record<string, number>>;
  }[];
  readonly faults: readonly string[];
}

const FATES = { new: 'new', changed: 'changed', known: 'there already', refused: 'refused' } as const;

/** What became of the stations of a list, in a line; those that were refused in one each. */
export function stationLines(stations: readonly StationDone[], applied: boolean): string[] {
  const counts = (Object.keys(FATES) as (keyof typeof FATES)[]).flatMap((fate) => {
    const n = stations.filter((one) => one.fate === fate).length;
    return n === 0 ? [] : [`${n} ${FATES[fate]}`];
  });
  const refused = stations.filter(({ fate }) => fate === 'refused');
  return [
    `${stations.length} stations ${applied ? 'in the list' : 'in the list, nothing changed yet'}: ${counts.join(', ')}.`,
    ...refused.map(({ name, words = '' }) => `  ${name}: ${words}.`),
  ];
}

function refusalWords(refusals: Readonly<Record<string, number>>): string {
  const words = Object.entries(refusals).map(([rule, n]) => `${n} ${rule}`);
  return words.length === 0 ? '-' : words.join(', ');
}

/** The header of the table of a file. */
export const FILE_HEADER = [
  'STATION',
  'NUMBER',
  'VALUES',
  'NOT VALID',
  'NEW',
  'STORED ALREADY',
  'MISSING',
  'REFUSED',
];

/** The rows of the table of a file: its stations; those that nobody listed have no name. */
export function fileRows({ stations }: FileDone, listed: ReadonlyMap<string, StationDone>): string[][] {
  return stations.map((one) => {
    const station = listed.get(one.externalId);
    const name = one.kit ?? (station === undefined ? '(not in the list)' : station.name);
    const counts = [one.readings, one.invalid, one.accepted, one.duplicates, one.missing].map(String);
    return [name, one.externalId, ...counts, refusalWords(one.refusals)];
  });
}

/** Sums over all files. */
export interface Totals {
  readonly accepted: number;
  readonly duplicates: number;
  readonly refused: number;
  /** Numbers of stations whose readings were passed over. */
  readonly unlisted: readonly string[];
}

/** What all files come to; stations that are neither registered nor listed count for nothing. */
export function totalsOf(files: readonly FileDone[], listed: ReadonlyMap<string, StationDone>): Totals {
  const all = files.flatMap(({ stations }) => stations);
  const known = all.filter(({ kit, externalId }) => kit !== null || listed.has(externalId));
  const sum = (of: (one: (typeof all)[number]) => number) => known.reduce((total, one) => total + of(one), 0);
  return {
    accepted: sum(({ accepted }) => accepted),
    duplicates: sum(({ duplicates }) => duplicates),
    refused: sum(({ refusals }) => Object.values(refusals).reduce((a, b) => a + b, 0)),
    unlisted: [...new Set(all.filter((one) => !known.includes(one)).map(({ externalId }) => externalId))],
  };
}
