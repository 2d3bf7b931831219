import type { Bench } from '../../bench.ts';
import { VALUES } from '../../load/packets.ts';
import { runLoad } from '../../run-load.ts';
import { DATABASE, startInfluxd } from '../../servers/databases.ts';
import { type Superilla, startSuperilla } from '../../servers/superilla.ts';
import { MEASURED_FROM, type Measured, type Round, WARM_UP } from './round.ts';

async function flood(bench: Bench, superilla: Superilla, round: Round): Promise<Measured> {
  const accounts = await superilla.register(round.connections);
  const order = { kind: 'flood', qos: round.qos, port: superilla.mqttPort, accounts } as const;
  const early = Math.ceil(round.messages * WARM_UP);
  await runLoad(bench.stage, { ...order, messages: early, window: round.window });
  const before = early * round.connections;
  await superilla.stored(before * VALUES);
  const { messages, window } = round;
  const report = await runLoad(bench.stage, { ...order, messages, window, from: MEASURED_FROM });
  const total = round.connections * messages;
  const stored = await superilla.stored((before + total) * VALUES);
  const took = Date.now() - report.began;
  return {
    acknowledged: (total / (report.ended - report.began)) * 1000,
    endToEnd: (total / took) * 1000,
    p50: report.p50,
    p99: report.p99,
    lost: before + total - stored / VALUES,
    loadCpu: report.cpu,
  };
}

/** Superilla as it ships: durable at the PUBACK, checked, with receipts and accounting, then drained into its DuckDB. */
export async function measureOurs(bench: Bench, round: Round): Promise<Measured> {
  const superilla = await startSuperilla(bench.stage);
  try {
    return await flood(bench, superilla, round);
  } finally {
    await superilla.end();
  }
}

/** The same with a real InfluxDB as its store. */
export async function measureOursOnInflux(bench: Bench, round: Round): Promise<Measured> {
  const influxd = await startInfluxd(bench.stage);
  try {
    const superilla = await startSuperilla(bench.stage, {
      env: {
        SUPERILLA_STORE: 'influx',
        SUPERILLA_INFLUX_URL: influxd.url,
        SUPERILLA_INFLUX_VERSION: '1',
        SUPERILLA_INFLUX_BUCKET: DATABASE,
      },
    });
    try {
      return await flood(bench, superilla, round);
    } finally {
      await superilla.end();
    }
  } finally {
    await influxd.end();
  }
}
