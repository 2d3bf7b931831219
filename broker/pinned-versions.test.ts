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
  for (const step of ['parse', '_parseHeader', '_parseLength', '_emitError']) {
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
