import type { Mapping } from '../../domain/mapping.ts';
import { phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import { toOwnUnit } from '../../domain/phenomena/units.ts';
import type { Reading } from '../../domain/reading.ts';
import type { Addressee, Outgoing } from '../contract.ts';
import { topicOf } from './topic.ts';

type Value = Mapping['values'][number];

/** `$.a.b`: the paths that a message can be made of. */
const SIMPLE = /^\$(?:\.[A-Za-z_][A-Za-z0-9_]*)+$/;

function put(document: Record<string, unknown>, at: string, value: unknown): void {
  const steps = at.slice(2).split('.');
  const last = steps.pop() ?? '';
  const parent = steps.reduce<Record<string, unknown>>((object, step) => {
    object[step] ??= {};
    return object[step] as Record<string, unknown>;
  }, document);
  parent[last] = value;
}

function isOwnUnit({ unit, phenomenon }: Value): boolean {
  const known = phenomenonOf(phenomenon);
  return unit === undefined || known === undefined || toOwnUnit(known, 1, unit) === 1;
}

/** The value of the mapping that says a reading as it is. */
function valueFor({ values }: Mapping, { phenomenon, channel }: Reading): Value | undefined {
  return values.find(
    (value) =>
      [value.phenomenon, `x_${value.phenomenon}`].includes(phenomenon) &&
      (value.channel ?? '') === channel &&
      SIMPLE.test(value.at) &&
      isOwnUnit(value),
  );
}

/** JSON messages of readings whose places are simple paths and whose unit is the phenomenon's own; one a time. */
export function encodeMapped(readings: readonly Reading[], to: Addressee): Outgoing[] {
  const { mapping } = to;
  const time = mapping?.time;
  if (mapping?.format !== 'json' || time === undefined || !SIMPLE.test(time.at)) return [];
  const documents = new Map<number, Record<string, unknown>>();
  for (const reading of readings) {
    const value = valueFor(mapping, reading);
    if (value === undefined) continue;
    const document = documents.get(reading.time) ?? {};
    put(document, time.at, new Date(reading.time).toISOString());
    put(document, value.at, reading.value);
    documents.set(reading.time, document);
  }
  return [...documents.values()].map((document) => ({
    topic: topicOf(to),
    headers: {},
    payload: Buffer.from(JSON.stringify(document)),
  }));
}
