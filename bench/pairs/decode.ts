import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Envelope } from '../../domain/envelope.ts';
import { envelopeOf } from '../../protocols/cases.ts';
import { PROTOCOLS } from '../../protocols/catalogue.ts';
import type { Protocol } from '../../protocols/contract.ts';
import { type Figure, median, type Pair } from '../bench.ts';
import { count } from '../report/words.ts';

/** The fixtures stand beside the sources, which the build leaves where they are. */
const ROOT = new URL('../../../protocols/', import.meta.url);
const ROUNDS = 7;
/** Messages between two looks at the clock. */
const BETWEEN = 20;

interface Sample {
  readonly envelope: Envelope;
  readonly timeZone: string;
}

function samplesOf(protocol: Protocol): Sample[] {
  const fixtures = new URL(`${protocol.id}/fixtures/`, ROOT);
  if (!existsSync(fixtures)) return [];
  return readdirSync(fixtures)
    .map((name) => new URL(`${name}/`, fixtures))
    .filter((at) => existsSync(new URL('message.json', at)) && existsSync(new URL('payload', at)))
    .map((at) => {
      const message = JSON.parse(readFileSync(new URL('message.json', at), 'utf8'));
      const { topic, headers = {}, timeZone = 'UTC' } = message;
      const payload = readFileSync(new URL('payload', at));
      return { envelope: envelopeOf(protocol, { topic, headers, payload }), timeZone };
    });
}

/** Microseconds that one message takes to be recognised and decoded; the median of rounds of `ms` each. */
function measure(protocol: Protocol, { envelope, timeZone }: Sample, ms: number): number {
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    let messages = 0;
    const began = performance.now();
    while (performance.now() - began < ms) {
      for (let n = 0; n < BETWEEN; n++)
        if (protocol.recognises(envelope)) protocol.decode(envelope, { timeZone });
      messages += BETWEEN;
    }
    rounds.push(((performance.now() - began) * 1000) / messages);
  }
  return median(rounds);
}

function figureOf(protocol: Protocol, samples: readonly Sample[], ms: number): Figure {
  const took = samples.map((sample) => measure(protocol, sample, ms));
  const longest = took.indexOf(Math.max(...took));
  const bytes = samples[longest]?.envelope.payload.length ?? 0;
  return {
    what: `Decoding ${protocol.id}: the median of its ${samples.length} fixtures`,
    unit: 'µs a message',
    better: 'less',
    ours: median(took),
    beside: [],
    notes: [`longest ${count(took[longest] ?? 0)} µs, for ${count(bytes)} bytes`],
  };
}

/** How long decoders take. */
export const DECODE: Pair = {
  name: 'decode',
  about: 'microseconds a message for the fixtures of every protocol',
  async run({ size }) {
    const figures: Figure[] = [];
    for (const protocol of PROTOCOLS) {
      const samples = samplesOf(protocol);
      if (samples.length > 0) figures.push(figureOf(protocol, samples, size === 'quick' ? 1 : 5));
    }
    return { figures };
  },
};
