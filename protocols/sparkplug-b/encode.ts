import { phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import type { Reading } from '../../domain/reading.ts';
import { MAX_READINGS } from '../body.ts';
import type { Addressee, Outgoing } from '../contract.ts';
import { chunks } from '../grouping.ts';
import { ownName } from '../quantities.ts';
import { writePayload } from './payload.ts';
import { partsOf, topicOf } from './topic.ts';
import { BOOLEAN, DOUBLE, INT64 } from './values.ts';

/** Type of a property value that is a text. */
const STRING = 12;

function metricOf({ phenomenon, channel, time, value }: Reading): Record<string, unknown> | undefined {
  const known = phenomenonOf(phenomenon);
  const name = known?.id ?? ownName(phenomenon);
  if (name === undefined) return undefined;
  const properties =
    known === undefined
      ? {}
      : { properties: { keys: ['engUnit'], values: [{ type: STRING, stringValue: known.unit }] } };
  return {
    ...{
      name: channel === '' ? name : `${channel}/${name}`,
      timestamp: time,
      datatype: DOUBLE,
      doubleValue: value,
    },
    ...properties,
  };
}

/** What every node's birth has beside its metrics (Sparkplug 3.0, 6.4.19). */
function controls(time: number): Record<string, unknown>[] {
  return [
    { name: 'bdSeq', timestamp: time, datatype: INT64, longValue: 0 },
    { name: 'Node Control/Rebirth', timestamp: time, datatype: BOOLEAN, booleanValue: false },
  ];
}

/** Birth certificates that carry these readings: a sender that remembers nothing announces itself with every message. */
export function encodeSparkplug(readings: readonly Reading[], to: Addressee): readonly Outgoing[] {
  const node = partsOf(to.externalId);
  return chunks(readings, MAX_READINGS - 2).flatMap((part) => {
    const metrics = part.map(metricOf).filter((metric) => metric !== undefined);
    const [first] = part;
    if (metrics.length === 0 || first === undefined) return [];
    const all = node.device === undefined ? [...controls(first.time), ...metrics] : metrics;
    const payload = writePayload({ timestamp: first.time, metrics: all, seq: 0 });
    return [{ topic: topicOf('BIRTH', node), headers: {}, payload }];
  });
}
