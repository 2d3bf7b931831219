import protobuf from 'protobufjs/light.js';

/** One metric as it stands on the wire; a field that is absent is undefined. */
export interface WireMetric {
  readonly name?: string;
  readonly alias?: Long;
  readonly timestamp?: Long;
  readonly datatype?: number;
  readonly isNull?: boolean;
  readonly properties?: { readonly keys?: readonly string[]; readonly values?: readonly WireProperty[] };
  readonly intValue?: number;
  readonly longValue?: Long;
  readonly floatValue?: number;
  readonly doubleValue?: number;
  readonly booleanValue?: boolean;
  readonly stringValue?: string;
}

interface WireProperty {
  readonly stringValue?: string;
}

/** A payload as it stands on the wire. */
export interface WirePayload {
  readonly timestamp?: Long;
  readonly metrics: readonly WireMetric[];
  readonly seq?: Long;
}

/** A 64-bit number of protobufjs. */
export interface Long {
  readonly low: number;
  readonly high: number;
  readonly unsigned: boolean;
  toString(): string;
}

function field(type: string, id: number, rule?: 'repeated') {
  return { type, id, ...(rule && { rule }) };
}

/** A message of proto2: a value of zero is written and read, and so is sequence number 0. */
function message(fields: Readonly<Record<string, ReturnType<typeof field>>>) {
  return { edition: 'proto2', fields };
}

/** The part of the schema that readings stand in. What is left out (data sets, templates, files) is skipped when read. */
const ROOT = protobuf.Root.fromJSON({
  nested: {
    PropertyValue: message({ type: field('uint32', 1), stringValue: field('string', 8) }),
    PropertySet: message({
      keys: field('string', 1, 'repeated'),
      values: field('PropertyValue', 2, 'repeated'),
    }),
    Metric: message({
      ...{ name: field('string', 1), alias: field('uint64', 2), timestamp: field('uint64', 3) },
      ...{ datatype: field('uint32', 4), isNull: field('bool', 7), properties: field('PropertySet', 9) },
      ...{ intValue: field('uint32', 10), longValue: field('uint64', 11), floatValue: field('float', 12) },
      ...{ doubleValue: field('double', 13), booleanValue: field('bool', 14) },
      stringValue: field('string', 15),
    }),
    Payload: message({
      timestamp: field('uint64', 1),
      metrics: field('Metric', 2, 'repeated'),
      seq: field('uint64', 3),
    }),
  },
});
const PAYLOAD = ROOT.lookupType('Payload');

/** Reads a payload; undefined where the bytes are none. */
export function readPayload(bytes: Buffer): WirePayload | undefined {
  try {
    return PAYLOAD.toObject(PAYLOAD.decode(bytes), { arrays: true }) as unknown as WirePayload;
  } catch {
    // What the library throws tells of its insides, not of the message.
    return undefined;
  }
}

/** Writes a payload; numbers stand for 64-bit ones as well. */
export function writePayload(payload: Readonly<Record<string, unknown>>): Buffer {
  return Buffer.from(PAYLOAD.encode(PAYLOAD.fromObject(payload)).finish());
}

/** A 64-bit number as a number: exact up to 2^53. */
export function toNumber(long: Long | undefined): number | undefined {
  return long === undefined ? undefined : Number(long.toString());
}
