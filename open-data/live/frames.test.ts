import { expect, test } from 'vitest';
import type { StoredReading } from '../../domain/reading.ts';
import { eventWriter } from './frames.ts';

const of = (kit: string): StoredReading => ({
  ...{ kit, phenomenon: 'pm2_5', channel: '', time: 0, value: 1, flags: 8, received: 1000 },
});

const eventText = eventWriter({
  registry: { kit: () => undefined },
  latest: { version: () => 0, ofKit: () => [] },
  checked: () => true,
});

test('readings are one event with the id of the journal and the flags in words', () => {
  const text = eventText({ type: 'readings', id: 7, readings: [of('a')] }, undefined);
  const [id, event, data, ...end] = text.split('\n');
  expect([id, event, end]).toEqual(['id: 7', 'event: readings', ['', '']]);
  expect(JSON.parse(data?.slice('data: '.length) ?? '')).toEqual({
    readings: [
      {
        kit: 'a',
        phenomenon: 'pm2_5',
        channel: '',
        time: '1970-01-01T00:00:00.000Z',
        value: 1,
        unit: 'ug/m3',
        flags: ['simulated'],
        received: '1970-01-01T00:00:01.000Z',
        level: 'good',
        corrected: null,
        correction: null,
      },
    ],
  });
});

test('readings of other kits are left out; a frame without any only moves the id', () => {
  const concerns = (kit: string) => kit === 'a';
  expect(eventText({ type: 'readings', id: 7, readings: [of('b')] }, concerns)).toBe('id: 7\n\n');
  expect(eventText({ type: 'readings', id: 8, readings: [of('b'), of('a')] }, concerns)).not.toContain('"b"');
});

test('a reset names the id to go on from', () => {
  expect(eventText({ type: 'reset', id: 9 }, undefined)).toBe('id: 9\nevent: reset\ndata: {}\n\n');
});
