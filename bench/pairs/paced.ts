import type { Bench, Figure, Pair } from '../bench.ts';
import type { LoadReport, Paced } from '../load/order.ts';
import { count, percent } from '../report/words.ts';
import { runLoad } from '../run-load.ts';
import { isHere } from '../servers/databases.ts';
import { startSuperilla } from '../servers/superilla.ts';
import { startPipeline, strangers } from './ingest/pipeline.ts';
import { MEASURED_FROM } from './ingest/round.ts';

const KITS = 1000;
const RATE = 10_000;
const PEER = 'mosquitto (with mqtt.js + InfluxDB behind it)';

type Target = Pick<Paced, 'port' | 'accounts'>;

async function pace(bench: Bench, target: Target): Promise<LoadReport> {
  const order = { kind: 'paced', rate: RATE, ...target } as const;
  await runLoad(bench.stage, { ...order, seconds: 3 });
  const seconds = bench.size === 'quick' ? 5 : 20;
  return runLoad(bench.stage, { ...order, seconds, from: MEASURED_FROM });
}

async function ours(bench: Bench): Promise<LoadReport> {
  const superilla = await startSuperilla(bench.stage);
  try {
    return await pace(bench, { port: superilla.mqttPort, accounts: await superilla.register(KITS) });
  } finally {
    await superilla.end();
  }
}

async function theirs(bench: Bench): Promise<LoadReport> {
  const pipeline = await startPipeline(bench.stage, 'lossless');
  try {
    return await pace(bench, { port: pipeline.port, accounts: strangers(KITS) });
  } finally {
    await pipeline.end();
  }
}

function words(name: string, { p50, p99, max, cpu }: LoadReport): string {
  return `${name}: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, max ${max.toFixed(1)} ms, load generator ${percent(cpu)} of a core`;
}

/** How long a PUBACK takes at a pace; from the moment a message was due. */
export const PACED: Pair = {
  name: 'paced',
  about: `PUBACK latency at ${count(RATE)} messages/s from ${count(KITS)} kits, beside mosquitto`,
  async run(bench) {
    const mine = await ours(bench);
    bench.say(`  ${words('superilla', mine)}`);
    const peer = isHere('mosquitto') && isHere('influxd') ? await theirs(bench) : undefined;
    if (peer !== undefined) bench.say(`  ${words(PEER, peer)}`);
    const what = `PUBACK at ${count(RATE)} messages/s from ${count(KITS)} kits`;
    const figure = (which: 'p50' | 'p99' | 'max'): Figure => ({
      what: `${what}, ${which === 'max' ? 'longest' : which}`,
      unit: 'ms',
      better: 'less',
      ours: mine[which],
      beside: peer === undefined ? [] : [{ name: PEER, value: peer[which] }],
      headline: which === 'p99',
      notes: which === 'p99' ? ['ours is on disk when it is acknowledged, mosquitto has it in memory'] : [],
      ...(which === 'p99' ? { floor: { value: 25 } } : {}),
    });
    return { figures: [figure('p99'), figure('p50'), figure('max')] };
  },
};
