import { publishPacket, type RawClient, until } from './broker.test-kit.ts';

/** Subscribes; gives what was granted. */
export async function subscribe(raw: RawClient, ...topics: [string, 0 | 1 | 2][]): Promise<number[]> {
  const before = raw.count('suback');
  const subscriptions = topics.map(([topic, qos]) => ({ topic, qos }));
  raw.send({ cmd: 'subscribe', messageId: 100 + before, subscriptions });
  await until(() => raw.count('suback') > before);
  const suback = raw.received.findLast((packet) => packet.cmd === 'suback');
  return suback?.cmd === 'suback' ? suback.granted.map(Number) : [];
}

/** Messages that a client was sent, in order. */
export const heard = (raw: RawClient) =>
  raw.received.flatMap((packet) =>
    packet.cmd === 'publish'
      ? [{ topic: packet.topic, payload: `${packet.payload}`, retain: packet.retain, qos: packet.qos }]
      : [],
  );
/** Their topics. */
export const topicsOf = (raw: RawClient) => heard(raw).map(({ topic }) => topic);

/** What a publisher does at each QoS, to the end of its handshake. */
export async function publish(
  raw: RawClient,
  topic: string,
  about: { qos: 0 | 1 | 2; payload?: string; retain?: boolean },
): Promise<void> {
  const { qos, payload = 'x', retain = false } = about;
  const id = qos === 0 ? 0 : 1 + raw.count('puback') + raw.count('pubrec');
  raw.send(publishPacket(id, { topic, qos, payload: Buffer.from(payload), retain }));
  if (qos === 1) await until(() => raw.count('puback') + raw.count('pubrec') >= id);
  if (qos !== 2) return;
  await until(() => raw.count('pubrec') > raw.count('pubcomp'));
  raw.send({ cmd: 'pubrel', messageId: id });
  await until(() => raw.count('pubcomp') === raw.count('pubrec'));
}

/** What its CONNACK says of a session. */
export const sessionPresent = (raw: RawClient) => {
  const [first] = raw.received;
  return first?.cmd === 'connack' ? first.sessionPresent : undefined;
};
