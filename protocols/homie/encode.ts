import { phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import type { Reading } from '../../domain/reading.ts';
import type { Addressee, Outgoing } from '../contract.ts';
import { ownName } from '../quantities.ts';
import { nodeOfChannel } from './naming.ts';

interface Said {
  readonly node: string;
  readonly property: string;
  readonly unit: string | undefined;
  readonly value: number;
}

function saidOf({ phenomenon, channel, value }: Reading): Said | undefined {
  const known = phenomenonOf(phenomenon);
  const node = nodeOfChannel(channel);
  const name = known?.id ?? ownName(phenomenon);
  if (node === undefined || name === undefined) return undefined;
  return { node, property: name.replaceAll('_', '-'), unit: known?.unit, value };
}

function describe(all: readonly Said[]): Record<string, unknown> {
  // Without a prototype: a channel may be called `constructor`.
  const nodes: Record<string, { properties: Record<string, unknown> }> = Object.create(null);
  for (const { node, property, unit } of all) {
    nodes[node] ??= { properties: {} };
    nodes[node].properties[property] = { datatype: 'float', ...(unit === undefined ? {} : { unit }) };
  }
  return { homie: '5.0', version: 1, nodes };
}

/** Convention 5: the description of the properties, then their values. Times cannot be said. */
export function encodeHomie(readings: readonly Reading[], to: Addressee): readonly Outgoing[] {
  const all = readings.map(saidOf).filter((said) => said !== undefined);
  if (all.length === 0) return [];
  const device = `homie/5/${to.externalId}`;
  const message = (topic: string, text: string): Outgoing => ({
    topic: `${device}/${topic}`,
    headers: {},
    payload: Buffer.from(text),
  });
  return [
    message('$state', 'init'),
    message('$description', JSON.stringify(describe(all))),
    message('$state', 'ready'),
    ...all.map(({ node, property, value }) => message(`${node}/${property}`, String(value))),
  ];
}
