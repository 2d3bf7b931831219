import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import mqttPacket from 'mqtt-packet';
import { expect, test } from 'vitest';

const versionOf = (name: string) =>
  JSON.parse(readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url), 'utf8')).version;

test('Aedes and mqtt-packet are the versions whose insides this room knows', () => {
  expect(versionOf('aedes')).toBe('1.2.0');
  expect(versionOf('mqtt-packet')).toBe('9.0.2');
});

test('Aedes reads with the same mqtt-packet', () => {
  const aedes = new URL('../node_modules/aedes/aedes.js', import.meta.url);
  const used = createRequire(aedes).resolve('mqtt-packet');
  expect(used).toBe(createRequire(import.meta.url).resolve('mqtt-packet'));
});

test('the parser has the steps that are guarded', () => {
  const parser = mqttPacket.parser();
  for (const step of ['parse', '_parseLength', '_emitError', 'emit']) {
    expect(Reflect.get(parser, step)).toBeTypeOf('function');
  }
  expect(Reflect.get(parser, '_states')).toEqual([
    '_parseHeader',
    '_parseLength',
    '_parsePayload',
    '_newPacket',
  ]);
  expect(Reflect.get(parser, 'packet')).toHaveProperty('length', -1);
});

test('the parser tells how much of a packet it has', () => {
  const parser = mqttPacket.parser();
  const state = () => [
    Reflect.get(parser, '_stateCounter'),
    Reflect.get(parser, 'packet').length,
    Reflect.get(parser, '_list').length,
  ];
  expect(state()).toEqual([0, -1, 0]);
  parser.parse(Buffer.from([0x30]));
  expect(state()).toEqual([1, -1, 0]);
  parser.parse(Buffer.from([0x85]));
  expect(state()).toEqual([1, -1, 1]);
  parser.parse(Buffer.from([0x01, 0, 1]));
  expect(state()).toEqual([2, 133, 2]);
  parser.parse(Buffer.alloc(131, 'a'));
  expect(state()).toEqual([0, -1, 0]);
});
