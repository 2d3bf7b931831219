import type { Connection, Protocol, Setting } from '../contract.ts';
import { mqttSignIn } from '../mqtt-sign-in.ts';
import { decodeSparkplug } from './decode.ts';
import { encodeSparkplug } from './encode.ts';
import { partsOf, sparkplugTopic, topicOf } from './topic.ts';

const OWN = ['BIRTH', 'DATA', 'DEATH'] as const;

/** The node's own topics, and its devices': of one alone where the kit is a device. */
function publishTopics(externalId: string): readonly string[] {
  const { device, ...node } = partsOf(externalId);
  return OWN.flatMap((kind) => [
    topicOf(kind, { ...node, device: undefined }),
    topicOf(kind, { ...node, device: device ?? '+' }),
  ]);
}

/** Commands to the node, and the state of host applications, for which nodes wait before they are born. */
function subscribeTopics(externalId: string): readonly string[] {
  const { device, ...node } = partsOf(externalId);
  const commands = topicOf('CMD', { ...node, device: undefined });
  const ofDevices = topicOf('CMD', { ...node, device: '+' });
  const one = device === undefined ? [] : [topicOf('CMD', { ...node, device })];
  return [
    commands,
    `${commands}/#`,
    ofDevices,
    ofDevices.replace(/\+$/, '#'),
    ...one,
    'spBv1.0/STATE/+',
    'STATE/+',
  ];
}

function settings(to: Connection): readonly Setting[] {
  const { externalId, host } = to;
  const { group, edge, device } = partsOf(externalId);
  const { port, settings: sign } = mqttSignIn(to, ['Username', 'Password']);
  return [
    { name: 'Server URL', value: `tcp://${host}:${port}` },
    ...sign,
    { name: 'Group ID', value: group },
    { name: 'Edge Node ID', value: edge },
    ...(device === undefined ? [] : [{ name: 'Device ID', value: device }]),
  ];
}

/** Sparkplug B (Eclipse Sparkplug 3.0): edge nodes and their devices. */
export const SPARKPLUG_B: Protocol = {
  id: 'sparkplug-b',
  version: 1,
  transports: ['mqtt'],
  doors: [],
  stateful: true,
  publishTopics: ({ externalId }) => publishTopics(externalId),
  subscribeTopics: ({ externalId }) => subscribeTopics(externalId),
  recognises: ({ transport, topic }) => transport === 'mqtt' && sparkplugTopic(topic) !== undefined,
  externalId({ topic }) {
    const at = sparkplugTopic(topic);
    if (at === undefined) return undefined;
    return at.device === undefined ? `${at.group}/${at.edge}` : `${at.group}/${at.edge}/${at.device}`;
  },
  decode: decodeSparkplug,
  settings,
  encode: encodeSparkplug,
};
