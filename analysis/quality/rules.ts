import type { FlagWord } from '../../domain/flags.ts';
import type { Names } from '../../domain/phenomena/phenomenon.ts';
import type { Level } from './level.ts';
import { CHECK_WORDS } from './words.ts';

/** What a check is: what it finds, which flag says so, and whose definition it is. */
export interface Rule {
  readonly id: RuleId;
  /** Level of a value that it finds wanting. */
  readonly finds: Extract<Level, 'suspect' | 'bad' | 'not_evaluated'>;
  /** Flag that the value gets; none where a finding is no doubt. */
  readonly flag?: FlagWord;
  readonly words: Names;
  readonly source: string;
}

const QARTOD = 'IOOS QARTOD, Manual for Real-Time Quality Control, test ';
const TITAN = 'titanlib (MET Norway), ';

type Row = Omit<Rule, 'words' | 'id'>;

/** Every check, in the order in which pages list them; the place in the list is its bit in a `Findings.rules` mask. */
const TABLE = {
  range: { finds: 'bad', flag: 'implausible', source: `${QARTOD}4, gross range; ranges of the phenomena` },
  sensor_range: { finds: 'bad', flag: 'implausible', source: `${QARTOD}4, gross range; datasheets` },
  stuck: {
    finds: 'suspect',
    flag: 'stuck',
    source: `${QARTOD}8, flat line; USEPA/sensortoolkit QC_Persistent_Values`,
  },
  spike: {
    finds: 'suspect',
    flag: 'spike',
    source: 'Outlier step of FILTER, NILU, J. Environ. Manage. 380 (2025) 125100: 10 MAD over 360 h',
  },
  rate: {
    finds: 'suspect',
    flag: 'spike',
    source: `${QARTOD}7, rate of change; limits of I. Zahumenský, Guidelines on Quality Control Procedures for Data from Automatic Weather Stations (WMO, 2004)`,
  },
  warm_up: { finds: 'suspect', flag: 'warm_up', source: 'Datasheets of the sensors' },
  humidity: { finds: 'suspect', flag: 'humidity', source: 'Datasheets of the sensors' },
  disagreement: {
    finds: 'bad',
    flag: 'disagreement',
    source:
      'Barkjohn et al., Atmos. Meas. Tech. 14 (2021) 4617, 3.2.3; USEPA/sensortoolkit: 5 µg/m³ and 70 %',
  },
  buddy: { finds: 'suspect', flag: 'buddy', source: `${TITAN}buddy_check` },
  isolation: { finds: 'not_evaluated', source: `${TITAN}isolation_check` },
  clock_drift: {
    finds: 'suspect',
    flag: 'clock_drift',
    source: 'Least delay of several messages, as the clock filter of RFC 5905, 10',
  },
  annotation: { finds: 'suspect', flag: 'annotated', source: 'Notes of whoever runs the sensor' },
  invalid: { finds: 'bad', flag: 'invalid', source: 'Notes of whoever runs the sensor' },
} as const satisfies Record<string, Row>;

export type RuleId = keyof typeof TABLE;

/** Every check as data, in the order of their bits. */
export const RULES: readonly Rule[] = (Object.entries(TABLE) as [RuleId, Row][]).map(([id, row]) => ({
  id,
  ...row,
  words: CHECK_WORDS[id],
}));

const BY_ID = new Map(RULES.map((rule) => [rule.id, rule]));

/** The rule of that id. */
export function ruleOf(id: RuleId): Rule {
  const rule = BY_ID.get(id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return rule;
}
