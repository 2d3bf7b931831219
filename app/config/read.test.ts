import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfig, readConfig } from './read.ts';

describe('configuration', () => {
  it('has a value for everything that must have one, without any being given', () => {
    expect(parseConfig({})).toMatchObject({
      SUPERILLA_DATA: './data',
      SUPERILLA_HOST: '127.0.0.1',
      SUPERILLA_HTTP_PORT: 8080,
      SUPERILLA_MQTT_PORT: 1883,
      SUPERILLA_DEMO: true,
      SUPERILLA_OPEN_DOORS: [],
    });
  });

  it('reads ports, switches and lists from their texts, and takes empty texts as not set', () => {
    const given = {
      SUPERILLA_HTTP_PORT: '0',
      SUPERILLA_DEMO: '0',
      SUPERILLA_OPEN_DOORS: 'airrohr,smart-citizen',
      SUPERILLA_MQTT_PORT: '',
      SUPERILLA_TRUST_PROXY: 'loopback,10.0.0.0/8,2001:db8::1',
    };
    expect(parseConfig(given)).toMatchObject({
      SUPERILLA_HTTP_PORT: 0,
      SUPERILLA_DEMO: false,
      SUPERILLA_OPEN_DOORS: ['airrohr', 'smart-citizen'],
      SUPERILLA_TRUST_PROXY: ['loopback', '10.0.0.0/8', '2001:db8::1'],
      SUPERILLA_MQTT_PORT: 1883,
    });
  });

  it.each([
    ['SUPERILLA_HTTP_PORT', '70000', 'a port number'],
    ['SUPERILLA_HTTP_PORT', 'eighty', 'a port number'],
    ['SUPERILLA_STORE_MEMORY', 'lots', 'a size such as 512MB or 2GB'],
    ['SUPERILLA_DEMO', 'yes', '"1"'],
    ['SUPERILLA_TRUST_PROXY', 'loopback,nginx', 'separated by commas'],
    ['SUPERILLA_API_RATE', '-1', 'a whole number'],
  ])('says of %s=%s which key it is, what was given and what is accepted', (key, given, accepted) => {
    const faults = parseConfig({ [key]: given });
    expect(faults).toEqual([{ key, given, accepted: expect.stringContaining(accepted) }]);
  });

  it('names a key that does not exist', () => {
    expect(parseConfig({ SUPERILLA_PORT: '1' })).toEqual([
      { key: 'SUPERILLA_PORT', given: '1', accepted: expect.stringContaining('SUPERILLA_HTTP_PORT') },
    ]);
  });

  it('reads a file, and lets the environment win over it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'superilla-config-'));
    const file = join(folder, 'superilla.env');
    writeFileSync(file, '# the district\nSUPERILLA_HTTP_PORT=8081\nSUPERILLA_HOST="0.0.0.0"\n');
    expect(readConfig(file, { SUPERILLA_HTTP_PORT: '9000' })).toMatchObject({
      SUPERILLA_HTTP_PORT: 9000,
      SUPERILLA_HOST: '0.0.0.0',
    });
    rmSync(folder, { recursive: true });
    expect(readConfig(file, {})).toEqual([
      { key: '--config', given: file, accepted: 'a file that is there' },
    ]);
  });
});
