import { type Bench, type Figure, median, type Pair } from '../bench.ts';
import { count, percent } from '../report/words.ts';
import { isHere } from '../servers/databases.ts';
import { measureOurs, measureOursOnInflux } from './ingest/ours.ts';
import { measurePeer } from './ingest/peer.ts';
import type { Measured, Round } from './ingest/round.ts';

const LOSSLESS = 'mosquitto + mqtt.js + InfluxDB 1.6, lossless';
const TO_FILE = 'mosquitto + mqtt.js + a synced file';
const DEFAULTS = 'mosquitto + mqtt.js + InfluxDB 1.6, defaults';

/** The least we ask of ourselves, by connections: of the ratio, and everywhere of messages a second. */
const RATIOS: Readonly<Record<number, number>> = { 50: 2, 1000: 1.2 };
const FLOOR = 25_000;

type Side = readonly [name: string, measure: () => Promise<Measured>];

async function take(bench: Bench, sides: readonly Side[], runs: number): Promise<Map<string, Measured[]>> {
  const all = new Map<string, Measured[]>();
  for (let run = 0; run < runs; run++) {
    for (const [name, measure] of sides) {
      const measured = await measure();
      all.set(name, [...(all.get(name) ?? []), measured]);
      bench.say(`  ${name}: ${count(measured.endToEnd)} messages/s, lost ${count(measured.lost)}`);
    }
  }
  return all;
}

function rounds({ size }: Bench): Round[] {
  const [few, many] = size === 'quick' ? [400, 20] : [3000, 150];
  return [
    { qos: 1, connections: 50, messages: few, window: 50 },
    { qos: 1, connections: 1000, messages: many, window: 10 },
    { qos: 0, connections: 50, messages: few, window: 0 },
    { qos: 0, connections: 1000, messages: many, window: 0 },
  ];
}

function notesOf(all: ReadonlyMap<string, readonly Measured[]>): string[] {
  return [...all].flatMap(([name, runs]) => {
    const of = (pick: (m: Measured) => number) => median(runs.map(pick));
    const puback = runs.some((m) => m.p99 > 0)
      ? `, PUBACK p50 ${of((m) => m.p50).toFixed(0)} ms and p99 ${of((m) => m.p99).toFixed(0)} ms at full load`
      : '';
    return `${name}: acknowledged ${count(of((m) => m.acknowledged))}/s${puback}, lost ${count(of((m) => m.lost))}, load generator ${percent(of((m) => m.loadCpu))} of a core`;
  });
}

function figureOf(round: Round, all: ReadonlyMap<string, readonly Measured[]>, headline: boolean): Figure {
  const [ours, ...others] = [...all].map(([name, runs]) => ({
    name,
    value: median(runs.map((m) => m.endToEnd)),
  }));
  const { connections, qos } = round;
  const floor =
    qos === 1 ? { value: FLOOR, ratio: RATIOS[connections] ?? 1 } : { ratio: RATIOS[connections] ?? 1 };
  return {
    what: `Messages of 8 values, QoS ${qos}, ${count(connections)} connections, end to end in the store`,
    unit: 'messages/s',
    better: 'more',
    ours: ours?.value ?? Number.NaN,
    beside: others,
    floor,
    notes: notesOf(all),
    headline,
  };
}

/** One round of each side that is interesting once: what defaults lose, and our own store on InfluxDB. */
async function once(bench: Bench, round: Round): Promise<Figure> {
  const sides: Side[] = [
    ['superilla on InfluxDB 1.6', () => measureOursOnInflux(bench, round)],
    [DEFAULTS, () => measurePeer(bench, round, 'defaults')],
  ];
  const { floor, ...figure } = figureOf(round, await take(bench, sides, 1), false);
  return { ...figure, what: `${figure.what}: both on InfluxDB` };
}

/** Durable ingest beside what most people would reach for. */
export const INGEST: Pair = {
  name: 'ingest',
  about: 'durable ingest end to end, beside mosquitto + mqtt.js + InfluxDB',
  async run(bench) {
    const [mosquitto, influxd] = [isHere('mosquitto'), isHere('influxd')];
    if (!mosquitto || !influxd) bench.say('  mosquitto or influxd is not installed: that side is left out');
    const figures: Figure[] = [];
    for (const round of rounds(bench)) {
      bench.say(`  QoS ${round.qos}, ${round.connections} connections`);
      const sides: Side[] = [['superilla', () => measureOurs(bench, round)]];
      if (mosquitto && influxd) sides.push([LOSSLESS, () => measurePeer(bench, round, 'lossless')]);
      if (mosquitto && round.qos === 1) sides.push([TO_FILE, () => measurePeer(bench, round, 'file')]);
      const all = await take(bench, sides, round.qos === 1 ? bench.runs : 1);
      figures.push(figureOf(round, all, true));
    }
    const [first] = rounds(bench);
    if (mosquitto && influxd && first !== undefined) figures.push(await once(bench, first));
    return { figures };
  },
};
