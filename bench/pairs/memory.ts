import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench, Figure, Pair } from '../bench.ts';
import type { Account } from '../load/order.ts';
import { count } from '../report/words.ts';
import { holdConnections, runLoad } from '../run-load.ts';
import { type Superilla, startSuperilla } from '../servers/superilla.ts';
import { memoryOf } from '../stage.ts';
import { MEASURED_FROM } from './ingest/round.ts';

/** Messages a second: with 10,000 connections each is a read and a write of its own, on the cores that the load shares. */
const RATE = 3_000;
const A_DAY = 1440;

interface Sample {
  readonly messages: number;
  readonly megabytes: number;
}

async function quiet(superilla: Superilla): Promise<number> {
  await sleep(6000);
  return memoryOf(superilla.pid).now;
}

/** Megabytes a million messages, by least squares over the second half of the samples. */
function slope(samples: readonly Sample[]): number {
  const half = samples.slice(Math.floor(samples.length / 2));
  const mean = (pick: (s: Sample) => number) => half.reduce((sum, s) => sum + pick(s), 0) / half.length;
  const [x, y] = [mean((s) => s.messages), mean((s) => s.megabytes)];
  const over = half.reduce((sum, s) => sum + (s.messages - x) * (s.megabytes - y), 0);
  const under = half.reduce((sum, s) => sum + (s.messages - x) ** 2, 0);
  return (over / under) * 1e6;
}

async function soak(bench: Bench, superilla: Superilla, accounts: readonly Account[]): Promise<Figure> {
  const share = { quick: 0.01, default: 0.02, full: 1 }[bench.size];
  const seconds = Math.round((accounts.length * A_DAY * share) / RATE);
  const samples: Sample[] = [];
  const sample = async () => {
    const { received } = await superilla.status();
    samples.push({ messages: received / 8, megabytes: memoryOf(superilla.pid).now });
  };
  const timer = setInterval(() => void sample().catch(() => undefined), 1000);
  const port = superilla.mqttPort;
  const report = await runLoad(bench.stage, {
    kind: 'paced',
    rate: RATE,
    seconds,
    port,
    accounts,
    from: MEASURED_FROM,
  });
  clearInterval(timer);
  const [first, last] = [samples[Math.floor(samples.length / 2)], samples.at(-1)];
  return {
    what: `Soak: ${count(accounts.length)} kits, ${count(report.acknowledged)} messages (${count(share * 24)} h of one a minute) in ${count((report.ended - report.began) / 1000)} s: growth over the second half`,
    unit: 'MB a million messages',
    better: 'less',
    ours: slope(samples),
    beside: [],
    notes: [
      `from ${count(first?.megabytes ?? 0)} MB at half time to ${count(last?.megabytes ?? 0)} MB at the end; PUBACK p99 ${count(report.p99)} ms`,
    ],
    headline: true,
  };
}

/** Memory of the program. There is nothing beside it: a broker without store, API and pages is another thing. */
export const MEMORY: Pair = {
  name: 'memory',
  about: 'resident memory idle, with 10,000 connections, and over a soak',
  async run(bench) {
    const kits = bench.size === 'quick' ? 1000 : 10_000;
    const superilla = await startSuperilla(bench.stage);
    try {
      const idle = await quiet(superilla);
      bench.say(`  idle ${count(idle)} MB; registering ${count(kits)} kits`);
      const accounts = await superilla.register(kits);
      const before = await quiet(superilla);
      const standing = await holdConnections(bench.stage, {
        kind: 'hold',
        port: superilla.mqttPort,
        accounts,
      });
      const connected = await quiet(superilla);
      bench.say(
        `  ${count(kits)} connections: ${count(connected - before)} MB, ${count(standing.connectsPerSecond)} connects/s`,
      );
      await standing.release();
      const figures: Figure[] = [
        {
          what: 'Resident memory, idle, empty',
          unit: 'MB',
          better: 'less',
          ours: idle,
          beside: [],
          floor: { value: 180 },
          headline: true,
        },
        {
          what: `${count(kits)} authenticated MQTT connections: memory beyond idle`,
          unit: 'MB',
          better: 'less',
          ours: connected - before,
          beside: [],
          floor: { value: 250 },
          headline: true,
        },
        {
          what: `Connects, authenticated, without TLS`,
          unit: 'connects/s',
          better: 'more',
          ours: standing.connectsPerSecond,
          beside: [],
          floor: { value: 3000 },
        },
      ];
      figures.push(await soak(bench, superilla, accounts));
      return { figures };
    } finally {
      await superilla.end();
    }
  },
};
