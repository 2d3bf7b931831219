import { expect, it } from 'vitest';
import { influxServer } from '../store.ts';
import { parseConfig } from './read.ts';

const URL = 'http://localhost:8086';

it('asks for what a store on InfluxDB needs, and for nothing of it otherwise', () => {
  expect(Array.isArray(parseConfig({}))).toBe(false);
  const missing = parseConfig({ SUPERILLA_STORE: 'influx' });
  expect(missing).toMatchObject([
    { key: 'SUPERILLA_INFLUX_URL' },
    { key: 'SUPERILLA_INFLUX_BUCKET' },
    { key: 'SUPERILLA_INFLUX_TOKEN' },
  ]);
  const first = { SUPERILLA_INFLUX_VERSION: '1', SUPERILLA_INFLUX_URL: URL, SUPERILLA_INFLUX_BUCKET: 'air' };
  expect(Array.isArray(parseConfig({ SUPERILLA_STORE: 'influx', ...first }))).toBe(false);
});

it.each(['localhost:8086', 'ftp://host', 'nowhere', 'http://me:secret@host:8086'])(
  'does not take %s for an address',
  (given) => {
    expect(parseConfig({ SUPERILLA_INFLUX_URL: given })).toMatchObject([
      { key: 'SUPERILLA_INFLUX_URL', given },
    ]);
  },
);

it('hands over to the store what was set, and no more', () => {
  const config = parseConfig({
    SUPERILLA_STORE: 'influx',
    SUPERILLA_INFLUX_URL: URL,
    SUPERILLA_INFLUX_BUCKET: 'air',
    SUPERILLA_INFLUX_TOKEN: 'secret',
    SUPERILLA_INFLUX_ORG: 'district',
  });
  if (Array.isArray(config)) return expect.fail(JSON.stringify(config));
  expect(influxServer(config)).toEqual({
    url: URL,
    bucket: 'air',
    version: '2',
    token: 'secret',
    org: 'district',
  });
});
