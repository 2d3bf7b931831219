import { Counter, collectDefaultMetrics, Gauge, Registry as Metrics } from 'prom-client';
import type { Broker } from '../broker/contract.ts';
import type { Accounts, Ingest } from '../ingest/contract.ts';
import type { DialectCounts } from '../ingest/habits.ts';
import type { MirrorState } from '../ingest/mirror-contract.ts';
import type { Journal } from '../journal/contract.ts';
import type { RollUps } from '../upkeep/contract.ts';
import type { QualityCheck } from '../upkeep/quality/contract.ts';

/** What the metrics are read from; the broker may not be running. */
export interface Measured {
  readonly ingest: Ingest;
  /** Messages by dialect. */
  dialects(): ReadonlyMap<string, DialectCounts>;
  readonly journal: Journal;
  /** Undefined without a mirror. */
  mirror(): MirrorState | undefined;
  readonly rates: { readonly limited: number };
  readonly overRate: { readonly requests: number };
  broker(): Broker | undefined;
  kits(): number;
  readonly rollUps: Pick<RollUps, 'marked' | 'rolledUp'>;
  readonly quality: Pick<QualityCheck, 'counts'>;
}

interface PlainRow {
  readonly name: string;
  readonly kind: 'counter' | 'gauge';
  readonly help: string;
  value(from: Measured): number;
}

/** A counter that is told apart by labels. The labels' values are few by nature: dialects, rules. */
interface LabelledRow extends Omit<PlainRow, 'kind' | 'value'> {
  readonly kind: 'counter';
  readonly labels: readonly string[];
  /** Values of the labels, in their order, each with its count. */
  values(from: Measured): Iterable<readonly [labels: readonly string[], count: number]>;
}

type MetricRow = PlainRow | LabelledRow;

const account = (column: keyof Accounts, help: string): PlainRow => ({
  name: column === 'pending' ? 'superilla_readings_pending' : `superilla_readings_${column}_total`,
  kind: column === 'pending' ? 'gauge' : 'counter',
  help,
  value: ({ ingest }) => ingest.accounts()[column],
});

/** Every metric of ours. `docs/METRICS.md` has the same table, held by a test. */
export const METRICS: readonly MetricRow[] = [
  account('received', 'Readings received since start; a message that cannot be read counts as one'),
  account('recovered', 'Readings found in the journal at start that the store did not have'),
  account('stored', 'Readings committed to the store since start'),
  account('rejected', 'Readings refused with a reason since start'),
  account('duplicate', 'Readings that were stored already, since start'),
  account('quarantined', 'Readings kept aside for a person to look at, since start'),
  account('pending', 'Readings that are acknowledged or about to be, and not committed yet'),
  {
    name: 'superilla_dialect_messages_total',
    kind: 'counter',
    help: 'Messages that were stored or refused since start, by `dialect`; `none` are those that nobody could read',
    labels: ['dialect'],
    values: (from) => [...from.dialects()].map(([dialect, { messages }]) => [[dialect], messages] as const),
  },
  {
    name: 'superilla_dialect_refused_total',
    kind: 'counter',
    help: 'What was refused of them, by `dialect` and `rule`',
    labels: ['dialect', 'rule'],
    values: (from) =>
      [...from.dialects()].flatMap(([dialect, { refused }]) =>
        [...refused].map(([rule, n]) => [[dialect, rule], n] as const),
      ),
  },
  {
    name: 'superilla_journal_bytes',
    kind: 'gauge',
    help: 'Size of what the store or the mirror still needs of the journal',
    value: ({ journal }) => journal.state().bytes,
  },
  {
    name: 'superilla_journal_segments',
    kind: 'gauge',
    help: 'Files of it',
    value: ({ journal }) => journal.state().segments,
  },
  {
    name: 'superilla_journal_archive_bytes',
    kind: 'gauge',
    help: 'Size of what nobody needs of the journal and is kept for reading it again',
    value: ({ journal }) => journal.state().archivedBytes,
  },
  {
    name: 'superilla_mirror_lag_frames',
    kind: 'gauge',
    help: 'Messages that the mirror does not have yet; 0 without a mirror',
    value: (from) => from.mirror()?.lagFrames ?? 0,
  },
  {
    name: 'superilla_mirror_lag_seconds',
    kind: 'gauge',
    help: 'How long the oldest of them has been waiting',
    value: (from) => from.mirror()?.lagSeconds ?? 0,
  },
  {
    name: 'superilla_mirror_behind',
    kind: 'gauge',
    help: '1 while the mirror lacks readings that only `superilla move` can bring',
    value: (from) => (from.mirror()?.behind === undefined ? 0 : 1),
  },
  {
    name: 'superilla_mirror_refused_total',
    kind: 'counter',
    help: "Readings that the mirror's server will never take, since start",
    value: (from) => from.mirror()?.refused ?? 0,
  },
  {
    name: 'superilla_journal_unsynced_frames',
    kind: 'gauge',
    help: 'Messages on their way to the disk',
    value: ({ journal }) => journal.state().appended - journal.state().durable,
  },
  {
    name: 'superilla_mqtt_connections',
    kind: 'gauge',
    help: 'MQTT clients connected',
    value: (from) => from.broker()?.connections ?? 0,
  },
  {
    name: 'superilla_mqtt_refused_total',
    kind: 'counter',
    help: 'MQTT connections closed unheard, and logins refused, since start',
    value: (from) => {
      const counters = from.broker()?.counters;
      return counters === undefined ? 0 : counters.refusedConnections + counters.refusedLogins;
    },
  },
  {
    name: 'superilla_rate_limited_total',
    kind: 'counter',
    help: 'Messages after which a kit was held back, and those that its HTTP door answered with 429, since start',
    value: (from) => from.rates.limited,
  },
  {
    name: 'superilla_api_rate_limited_total',
    kind: 'counter',
    help: 'Requests to the API answered with 429, since start',
    value: (from) => from.overRate.requests,
  },
  {
    name: 'superilla_rollup_marked_hours',
    kind: 'gauge',
    help: 'Hours of kits whose roll-ups are behind their readings; charts read the readings there',
    value: ({ rollUps }) => rollUps.marked(),
  },
  {
    name: 'superilla_rollup_hours_total',
    kind: 'counter',
    help: 'Hours of kits rolled up since start',
    value: ({ rollUps }) => rollUps.rolledUp(),
  },
  {
    name: 'superilla_quality_readings_total',
    kind: 'counter',
    help: 'Readings that the checks looked at since start; what is looked at again counts again',
    value: ({ quality }) => quality.counts().checked,
  },
  {
    name: 'superilla_quality_flags_total',
    kind: 'counter',
    help: 'Flags that the checks set on readings since start, by `flag`',
    labels: ['flag'],
    values: ({ quality }) => [...quality.counts().set].map(([flag, n]) => [[flag], n] as const),
  },
  { name: 'superilla_kits', kind: 'gauge', help: 'Kits registered', value: (from) => from.kits() },
  {
    name: 'superilla_stalled',
    kind: 'gauge',
    help: '1 while messages are not being acknowledged or stored',
    value: ({ ingest }) => (ingest.trouble() === undefined ? 0 : 1),
  },
];

function addPlain({ name, help, kind, value }: PlainRow, from: Measured, metrics: Metrics): void {
  const registers = [metrics];
  if (kind === 'gauge') {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value(from));
      },
    });
    return;
  }
  new Counter({
    name,
    help,
    registers,
    collect() {
      this.reset();
      this.inc(value(from));
    },
  });
}

function addLabelled({ name, help, labels, values }: LabelledRow, from: Measured, metrics: Metrics): void {
  new Counter({
    name,
    help,
    registers: [metrics],
    labelNames: [...labels],
    collect() {
      this.reset();
      for (const [given, count] of values(from))
        this.inc(Object.fromEntries(labels.map((label, i) => [label, given[i] ?? ''])), count);
    },
  });
}

/** A registry of metrics that reads its values when it is asked. */
export function metricsOf(from: Measured): Metrics {
  const metrics = new Metrics();
  collectDefaultMetrics({ register: metrics });
  for (const row of METRICS)
    if ('values' in row) addLabelled(row, from, metrics);
    else addPlain(row, from, metrics);
  return metrics;
}
