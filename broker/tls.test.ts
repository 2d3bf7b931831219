import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect as openTcp } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { connect as openTls } from 'node:tls';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import mqttPacket from 'mqtt-packet';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { connectPacket, type Rig, startRig, until } from './broker.test-kit.ts';
import { HAS_OPENSSL, type Pem, type PemFolder, pemFolder, replacePem } from './pem.test-kit.ts';

describe.skipIf(!HAS_OPENSSL)('TLS (certificates are made with the openssl command)', () => {
  let folder: PemFolder;
  let authority: Pem;
  let server: Pem;
  let rig: Rig;
  let clients: MqttClient[] = [];

  beforeAll(() => {
    folder = pemFolder();
    authority = folder.authority('Authority');
    server = folder.signed('localhost', authority);
  });
  afterAll(() => folder.end());
  afterEach(async () => {
    for (const client of clients) client.end(true);
    clients = [];
    await rig.close();
  });

  const start = (
    more: { ca?: string; watchMs?: number } = {},
    options: Parameters<typeof startRig>[0] = {},
  ) => startRig({ ...options, tls: { port: 0, cert: server.cert, key: server.key, ...more } });

  async function connect(options: IClientOptions = {}): Promise<MqttClient> {
    const client = await mqtt.connectAsync({
      protocol: 'mqtts',
      host: '127.0.0.1',
      port: rig.broker.tlsPort ?? 0,
      ca: readFileSync(authority.cert),
      reconnectPeriod: 0,
      ...options,
    });
    client.on('error', () => {});
    clients.push(client);
    return client;
  }

  const alpha = { username: 'alpha', password: 'alpha-secret' };
  const shown = ({ cert, key }: Pem) => ({ cert: readFileSync(cert), key: readFileSync(key) });

  /** Serial number of the certificate that the listener shows to a new connection. */
  async function serial(): Promise<string> {
    const socket = openTls({ port: rig.broker.tlsPort ?? 0, rejectUnauthorized: false });
    await once(socket, 'secureConnect');
    const { serialNumber } = socket.getPeerCertificate();
    socket.destroy();
    return serialNumber;
  }

  test('a kit publishes with its token, and a wrong one is refused', async () => {
    rig = await start();
    const kit = await connect(alpha);
    await kit.publishAsync('kits/alpha/readings', '{}', { qos: 1 });
    expect(rig.accepted.map(({ envelope }) => envelope.sender)).toEqual([{ kind: 'kit', kit: 'alpha' }]);
    await expect(connect({ ...alpha, password: 'x' })).rejects.toMatchObject({ code: 4 });
    await expect(connect()).rejects.toMatchObject({ code: 5 });
    rig.broker.disconnect('alpha');
    await until(() => !kit.connected);
  });

  test('plain MQTT and TLS before 1.2 are closed, and a handshake that never ends too', async () => {
    rig = await start({}, { limits: { connectTimeoutMs: 300 } });
    const port = rig.broker.tlsPort ?? 0;
    const plain = openTcp(port);
    plain
      .on('error', () => {})
      .write(Buffer.from([0x10, 12, 0, 4, 0x4d, 0x51, 0x54, 0x54, 4, 2, 0, 60, 0, 0]));
    const silent = openTcp(port);
    silent.on('error', () => {}).resume();
    await Promise.all([once(plain.resume(), 'close'), once(silent, 'close')]);
    const old = openTls({ port, maxVersion: 'TLSv1.1', minVersion: 'TLSv1', rejectUnauthorized: false });
    await once(old, 'error');
    expect(rig.broker.connections).toBe(0);
  });

  test('handshakes under way count as connections, and end with the broker', async () => {
    rig = await start({}, { limits: { maxConnections: 2 } });
    const port = rig.broker.tlsPort ?? 0;
    const silent = [openTcp(port), openTcp(port)];
    for (const socket of silent) socket.on('error', () => {}).resume();
    await Promise.all(silent.map((socket) => once(socket, 'connect')));
    const third = openTcp(port);
    await once(third.resume(), 'close');
    expect(rig.broker.counters.refusedConnections).toBe(1);
    silent[0]?.destroy();
    await delay(100);
    await connect(alpha);
    expect(rig.broker.connections).toBe(1);
    const ended = once(silent[1] ?? third, 'close');
    await Promise.all([rig.broker.close(), ended]);
  });

  test('changed files are taken for new connections while open ones go on', async () => {
    const place = folder.signed('localhost', authority);
    rig = await startRig({ tls: { port: 0, ...place, watchMs: 50 } });
    const kit = await connect(alpha);
    const before = await serial();
    replacePem(place, folder.signed('localhost', authority));
    const deadline = Date.now() + 10_000;
    while ((await serial()) === before && Date.now() < deadline) await delay(50);
    expect(await serial()).not.toBe(before);
    await kit.publishAsync('kits/alpha/readings', '{}', { qos: 1 });
    expect(rig.accepted).toHaveLength(1);
  });

  test('files that do not fit together change nothing, and are told', async () => {
    const place = folder.signed('localhost', authority);
    const warnings: string[] = [];
    const log = { warn: (_: object, text: string) => warnings.push(text), info: () => {}, debug: () => {} };
    rig = await startRig({ log, tls: { port: 0, ...place, watchMs: 3_600_000 } });
    const before = await serial();
    const other = folder.signed('localhost', authority);
    writeFileSync(place.cert, readFileSync(other.cert));
    expect(rig.broker.reloadCertificates()).toBe(false);
    expect(warnings).toEqual(['certificates not changed: the files cannot be used']);
    expect(await serial()).toBe(before);
    writeFileSync(place.key, readFileSync(other.key));
    expect(rig.broker.reloadCertificates()).toBe(true);
    expect(await serial()).not.toBe(before);
  });

  test('files that cannot be used keep the broker from starting, in words', async () => {
    rig = await startRig();
    const attempt = startRig({ tls: { port: 0, cert: server.cert, key: authority.key } });
    await expect(attempt).rejects.toMatchObject({ code: 'TLS_FILES' });
    const missing = startRig({ tls: { port: 0, cert: '/nowhere/a.crt', key: server.key } });
    await expect(missing).rejects.toThrow(/\/nowhere\/a\.crt/);
  });

  test('a certificate of the authority is handed on as the name it has', async () => {
    const claims: unknown[] = [];
    rig = await start(
      { ca: authority.cert },
      {
        ports: {
          authenticate: (claim) => {
            claims.push(claim);
            return claim.certificate === undefined ? undefined : { kind: 'kit', kit: claim.certificate };
          },
        },
      },
    );
    const kit = await connect(shown(folder.signed('alpha', authority)));
    await kit.publishAsync('kits/alpha/readings', '{}', { qos: 1 });
    expect(claims).toEqual([
      { username: undefined, password: undefined, listener: 'kits', certificate: 'alpha' },
    ]);
    await expect(connect(alpha)).rejects.toMatchObject({ code: 4 });
    expect(claims[1]).toMatchObject({ username: 'alpha', certificate: undefined });
  });

  test('a certificate of somebody else ends the connection, whatever password comes with it', async () => {
    rig = await start({ ca: authority.cert });
    const stranger = folder.authority('Stranger');
    for (const pem of [folder.signed('alpha', stranger), folder.authority('alpha')]) {
      const socket = openTls({ port: rig.broker.tlsPort ?? 0, rejectUnauthorized: false, ...shown(pem) });
      socket.on('error', () => {}).resume();
      const closed = once(socket, 'close');
      socket.write(mqttPacket.generate(connectPacket('alpha')));
      await closed;
    }
    expect(rig.broker.counters.refusedConnections).toBe(2);
    expect(rig.broker.counters.refusedLogins).toBe(0);
  });

  test('without an authority no certificate is asked for', async () => {
    rig = await start();
    const kit = await connect({ ...alpha, ...shown(folder.authority('beta')) });
    await kit.publishAsync('kits/alpha/readings', '{}', { qos: 1 });
    expect(rig.accepted.map(({ envelope }) => envelope.sender)).toEqual([{ kind: 'kit', kit: 'alpha' }]);
  });
});
