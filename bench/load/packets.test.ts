import mqttPacket, { type IPublishPacket } from 'mqtt-packet';
import { expect, test } from 'vitest';
import { PacketMill, VALUES } from './packets.ts';

function parsed(bytes: Buffer): IPublishPacket[] {
  const packets: IPublishPacket[] = [];
  const parser = mqttPacket.parser();
  parser.on('packet', (packet) => packets.push(packet as IPublishPacket));
  parser.parse(bytes);
  return packets;
}

test.each([0, 1] as const)(
  'messages of QoS %i are MQTT, about 200 bytes, and eight readings at a time of their own',
  (qos) => {
    const topic = 'kits/bench-7/readings';
    const mill = new PacketMill(topic, qos, { shift: 3, from: Date.UTC(2026, 1, 1) });
    const count = 600;
    const bytes = Buffer.alloc(count * mill.bytes);
    for (let n = 0; n < count; n++) mill.write(bytes, n * mill.bytes, { n, packetId: n + 1 });
    const packets = parsed(bytes);
    expect(packets.map(({ messageId }) => messageId ?? 0)).toEqual(
      packets.map((_, n) => (qos === 1 ? n + 1 : 0)),
    );
    const times = packets.map(({ payload }, n) => {
      const { time, ...values } = JSON.parse(payload.toString());
      expect(Object.values(values).filter(Number.isFinite)).toHaveLength(VALUES);
      expect(time).toBe(Date.UTC(2026, 1, 1) + n * 60_000);
      return time;
    });
    expect(new Set(times).size).toBe(count);
    expect(mill.bytes).toBeGreaterThan(180);
    expect(mill.bytes).toBeLessThan(230);
  },
);
