import type { Bench } from '../../bench.ts';
import { runLoad } from '../../run-load.ts';
import { type Kind, startPipeline, strangers } from './pipeline.ts';
import { MEASURED_FROM, type Measured, type Round, WARM_UP } from './round.ts';

/** mosquitto, mqtt.js, zod and the InfluxDB client (or a file): what most people would reach for. */
export async function measurePeer(bench: Bench, round: Round, kind: Kind): Promise<Measured> {
  const pipeline = await startPipeline(bench.stage, kind);
  try {
    const accounts = strangers(round.connections);
    const order = { kind: 'flood', qos: round.qos, port: pipeline.port, accounts } as const;
    // The client with its defaults is closed to see what it keeps: it cannot be warmed up by a load of its own.
    const early = kind === 'defaults' ? 0 : Math.ceil(round.messages * WARM_UP);
    if (early > 0) await runLoad(bench.stage, { ...order, messages: early, window: round.window });
    const warm = early > 0 ? await pipeline.settled(early * round.connections) : { durable: 0 };
    const before = await pipeline.kept();
    const { messages, window } = round;
    const report = await runLoad(bench.stage, { ...order, messages, window, from: MEASURED_FROM });
    const total = round.connections * messages;
    const { at, durable } = await pipeline.settled(warm.durable + total);
    const kept = Math.min((await pipeline.kept()) - before, durable - warm.durable);
    return {
      acknowledged: (total / (report.ended - report.began)) * 1000,
      endToEnd: (kept / Math.max(1, at - report.began)) * 1000,
      p50: report.p50,
      p99: report.p99,
      lost: total - kept,
      loadCpu: report.cpu,
    };
  } finally {
    await pipeline.end();
  }
}
