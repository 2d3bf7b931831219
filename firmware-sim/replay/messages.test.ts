import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NATIVE } from '../../protocols/native/protocol.ts';
import { Batch, type Parcel } from './batch.ts';
import { objectsOf } from './objects.ts';

const T = Date.UTC(2018, 11, 1);

function decoded(payload: string) {
  return NATIVE.decode(
    {
      received: T,
      transport: 'mqtt',
      topic: 'kits/k/readings',
      headers: {},
      payload: Buffer.from(payload),
      sender: { kind: 'kit', kit: 'k' },
      retained: false,
      packetId: 1,
      dup: false,
    },
    { timeZone: 'UTC' },
  );
}

test('a row becomes one object with its time and values', () => {
  const readings = [
    { name: 'pm10', time: T, value: 12.57 },
    { name: 'temperature@dallas', time: T, value: -0.1 },
  ];
  expect(objectsOf({ readings })).toEqual([
    { text: `{"time":${T},"pm10":12.57,"temperature@dallas":-0.1}`, readings: 2 },
  ]);
});

test('two times in a row make two objects, and so does one name twice at one time', () => {
  const readings = [
    { name: 'pm10', time: T, value: 1 },
    { name: 'pm10', time: T + 1, value: 2 },
    { name: 'pm10', time: T, value: 3 },
    { name: 'pm2_5', time: T, value: 4 },
  ];
  expect(objectsOf({ readings }).map(({ text }) => JSON.parse(text))).toEqual([
    { time: T, pm10: 1, pm2_5: 4 },
    { time: T + 1, pm10: 2 },
    { time: T, pm10: 3 },
  ]);
});

test('a row without readings makes no object', () => {
  expect(objectsOf({ readings: [] })).toEqual([]);
});

test('every value goes through a message exactly, whatever its digits', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const [object] = objectsOf({ readings: [{ name: 'pm10', time: T, value }] });
      const [found] = decoded(object?.text ?? '').found;
      // JSON has no negative zero.
      expect(found?.value).toBe(value === 0 ? 0 : value);
      expect(found?.time).toBe(T);
    }),
  );
});

function parcels(count: number, readings: number): Parcel[] {
  const batch = new Batch();
  const done: (Parcel | undefined)[] = [];
  for (let i = 0; i < count; i++) {
    const row = Array.from({ length: readings }, (_, n) => ({ name: `x_${n}`, time: T + i, value: i }));
    for (const object of objectsOf({ readings: row })) {
      if (batch.hasNoRoomFor(object)) done.push(batch.take());
      batch.add(object);
    }
  }
  done.push(batch.take());
  return done.filter((parcel) => parcel !== undefined);
}

test.each([
  { rows: 1, readings: 1 },
  { rows: 250, readings: 1 },
  { rows: 40, readings: 300 },
  { rows: 90, readings: 120 },
])(
  '$rows rows of $readings readings arrive in order in messages that the platform takes',
  ({ rows, readings }) => {
    const messages = parcels(rows, readings);
    const found = messages.flatMap(({ payload }) => {
      expect(Buffer.byteLength(payload)).toBeLessThanOrEqual(32_768);
      const { found, refused } = decoded(payload);
      expect(refused).toEqual([]);
      return found;
    });
    expect(found.map(({ value }) => value)).toEqual(
      Array.from({ length: rows * readings }, (_, i) => Math.floor(i / readings)),
    );
    expect(messages.reduce((sum, parcel) => sum + parcel.readings, 0)).toBe(rows * readings);
  },
);

test('small rows fill messages to a hundred', () => {
  expect(parcels(250, 1)).toHaveLength(3);
});

test('a single object goes out bare, and an emptied batch has nothing', () => {
  const batch = new Batch();
  batch.add({ text: '{"time":1}', readings: 0 });
  expect(batch.take()?.payload).toBe('{"time":1}');
  expect(batch.take()).toBeUndefined();
});
