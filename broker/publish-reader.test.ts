import fc from 'fast-check';
import mqttPacket from 'mqtt-packet';
import { expect, test } from 'vitest';
import { PublishReader, packetSize } from './publish-reader.ts';

function encoded(packet: Partial<mqttPacket.IPublishPacket>): Buffer {
  return mqttPacket.generate({
    cmd: 'publish',
    topic: 'kits/a/readings',
    payload: '{}',
    qos: 1,
    messageId: 7,
    dup: false,
    retain: false,
    ...packet,
  });
}

function read(bytes: Buffer, at = 0, reader = new PublishReader()) {
  const size = packetSize(bytes, at);
  return size === undefined ? undefined : reader.read(bytes, at, size);
}

/** What mqtt-packet makes of the same bytes. */
function parsed(bytes: Buffer): unknown {
  let packet: unknown;
  const parser = mqttPacket.parser();
  parser.on('packet', (one) => {
    packet = one;
  });
  parser.on('error', () => {});
  parser.parse(bytes);
  return packet;
}

test('a PUBLISH is read as mqtt-packet reads it', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }),
      fc.uint8Array({ maxLength: 300 }),
      fc.record({
        qos: fc.constantFrom(0 as const, 1 as const),
        messageId: fc.integer({ min: 1, max: 65_535 }),
        dup: fc.boolean(),
        retain: fc.boolean(),
      }),
      (topic, payload, rest) => {
        const bytes = encoded({ topic, payload: Buffer.from(payload), ...rest });
        expect(packetSize(bytes, 0)).toBe(bytes.length);
        expect({ ...read(bytes) }).toEqual({ ...(parsed(bytes) as object) });
      },
    ),
  );
});

test('whatever it reads of random bytes, mqtt-packet reads the same', () => {
  const first = fc.integer({ min: 0x30, max: 0x3f });
  const few = fc.array(fc.integer({ min: 0, max: 24 }), { maxLength: 30 });
  fc.assert(
    fc.property(first, few, (header, rest) => {
      const bytes = Buffer.from([header, ...rest]);
      const size = packetSize(bytes, 0);
      const packet = read(bytes);
      if (packet === undefined || size === undefined) return;
      expect({ ...packet }).toEqual({ ...(parsed(bytes.subarray(0, size)) as object) });
    }),
    { numRuns: 5000 },
  );
});

test.each([
  ['of QoS 2', encoded({ qos: 2 })],
  ['that has not arrived whole', encoded({}).subarray(0, -1)],
  ['whose topic is longer than the packet', Buffer.from([0x30, 4, 0, 9, 0x61, 0x62])],
  ['without a topic', Buffer.from([0x30, 3, 0, 0, 0x61])],
  ['that ends within its packet identifier', Buffer.from([0x32, 4, 0, 1, 0x61, 0])],
  ['of one byte after its length', Buffer.from([0x30, 1, 0])],
  ['whose length is malformed', Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff, 1])],
  ['that is a PINGREQ', Buffer.from([0xc0, 0])],
])('a packet %s is left to mqtt-packet', (_, bytes) => {
  expect(read(bytes)).toBeUndefined();
});

test('two topics of one length are told apart, and packets are read one behind the other', () => {
  const reader = new PublishReader();
  const packets = ['kits/a', 'kits/a', 'kits/b', 'kits/a'].map((topic) => encoded({ topic }));
  const bytes = Buffer.concat(packets);
  const length = packets[0]?.length ?? 0;
  const topics = packets.map((_, n) => read(bytes, n * length, reader)?.topic);
  expect(topics).toEqual(['kits/a', 'kits/a', 'kits/b', 'kits/a']);
});
