import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { measureOurs } from './ours.ts';
import { measurePeer } from './peer.ts';
import type { Measured, Round } from './round.ts';

/** Runs of each side; they take turns, and medians are printed. */
const RUNS = Number(process.env['BENCH_RUNS'] ?? 3);

const ROUNDS: readonly Round[] = [
  { connections: 50, messages: 2000, window: 50 },
  { connections: 1000, messages: 100, window: 10 },
];

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const number = (value: number) => Math.round(value).toLocaleString('en');

interface Compared {
  readonly round: Round;
  readonly ours: Measured[];
  readonly peer: Measured[];
}

function print({ round, ours, peer }: Compared): void {
  const of = (side: Measured[], pick: (m: Measured) => number) => median(side.map(pick));
  const durable = of(ours, (m) => m.durable);
  console.log(
    `\n${round.connections} connections, ${number(round.connections * round.messages)} messages of 8 values, QoS 1, ${round.window} in flight each`,
  );
  console.log(
    `  superilla                    ${number(durable)} msg/s durable, ${number(of(ours, (m) => m.drained))} msg/s in the store, PUBACK p50 ${of(ours, (m) => m.p50).toFixed(1)} ms, p99 ${of(ours, (m) => m.p99).toFixed(1)} ms, lost ${of(ours, (m) => m.lost)}`,
  );
  if (peer.length === 0) return;
  const theirs = of(peer, (m) => m.durable);
  console.log(
    `  mosquitto + mqtt.js + file   ${number(theirs)} msg/s durable, lost ${of(peer, (m) => m.lost)}`,
  );
  console.log(
    `  ratio                        ${(durable / theirs).toFixed(2)}x durable, ${(of(ours, (m) => m.drained) / theirs).toFixed(2)}x in the store`,
  );
}

const mosquitto = spawnSync('mosquitto', ['-h']).error === undefined;
if (!mosquitto)
  console.log('mosquitto is not installed: only our side is measured (apt-get install mosquitto).');
const compared: Compared[] = [];
for (const round of ROUNDS) {
  const ours: Measured[] = [];
  const peer: Measured[] = [];
  for (let run = 0; run < RUNS; run++) {
    ours.push(await measureOurs(round));
    if (mosquitto) peer.push(await measurePeer(round));
    process.stderr.write('.');
  }
  compared.push({ round, ours, peer });
}
for (const each of compared) print(each);
mkdirSync('bench/results', { recursive: true });
const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version };
writeFileSync('bench/results/ingest.json', `${JSON.stringify({ machine, runs: RUNS, compared }, null, 2)}\n`);
