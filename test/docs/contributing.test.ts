import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { envelopeOf } from '../../protocols/cases.ts';
import { PROTOCOLS } from '../../protocols/catalogue.ts';
import type { Protocol } from '../../protocols/contract.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TEXT = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');

/** The first code block of a language. */
function block(language: string): string {
  return new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'ms').exec(TEXT)?.[1] ?? '';
}

describe('the example of CONTRIBUTING.md', () => {
  let folder: string;
  let protocol: Protocol;
  beforeAll(async () => {
    // Not in protocols/, whose folders other tests list: the imports are those of a file that stands there.
    mkdirSync(join(ROOT, 'test-results'), { recursive: true });
    folder = mkdtempSync(join(ROOT, 'test-results', 'example-'));
    const file = join(folder, 'protocol.ts');
    const there = (path: string) => join(ROOT, 'protocols', 'zigbee2mqtt', path);
    writeFileSync(
      file,
      block('ts').replaceAll(/from '(\.[^']+)'/g, (_, path: string) => `from '${there(path)}'`),
    );
    const loaded = (await import(pathToFileURL(file).href)) as { ZIGBEE2MQTT: Protocol };
    protocol = loaded.ZIGBEE2MQTT;
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const read = (text: string) => {
    const envelope = envelopeOf(protocol, {
      ...{ topic: 'zigbee2mqtt/balcony', headers: {}, payload: Buffer.from(text) },
    });
    expect(protocol.recognises(envelope)).toBe(true);
    expect(PROTOCOLS.filter((one) => one.registeredOnly !== true && one.recognises(envelope))).toEqual([]);
    return protocol.decode(envelope, { timeZone: 'UTC' });
  };

  it('reads the message that the text shows', () => {
    const { found, refused } = read('{"temperature": 21.5, "humidity": 48.2}');
    expect(refused).toEqual([]);
    expect(found.map(({ phenomenon, value, flags }) => [phenomenon, value, flags])).toEqual([
      ['temperature', 21.5, 0],
      ['humidity', 48.2, 0],
    ]);
  });

  it('keeps the good part of a bad one, and says what is wrong', () => {
    const { found, refused, missing } = read('{"temperature": "warm", "co2": 618, "pm25": null}');
    expect(found.map(({ phenomenon }) => phenomenon)).toEqual(['co2']);
    expect([refused.map(({ path }) => path), missing]).toEqual([['temperature'], 1]);
  });

  it('says its usual kit such that it is read back', () => {
    const { externalId, readings } = JSON.parse(block('json')) as {
      externalId: string;
      readings: { phenomenon: string; value: number }[];
    };
    const time = Date.UTC(2026, 2, 1);
    const sent = readings.map((one) => ({ ...one, kit: 'k', channel: '', time, flags: 0 }));
    const [message] = protocol.encode(sent, { kit: 'k', externalId });
    const { found } = read(message?.payload.toString() ?? '');
    expect(found).toMatchObject(readings.map((one) => ({ ...one, time })));
  });
});
