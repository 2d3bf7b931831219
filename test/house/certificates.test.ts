import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect as openTls } from 'node:tls';
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { HAS_OPENSSL, type Pem, type PemFolder, pemFolder, replacePem } from '../../broker/pem.test-kit.ts';
import { eventually, listenReceipts, registerKit } from './client.ts';
import { type Program, startSuperilla } from './program.ts';

describe.skipIf(!HAS_OPENSSL)('kits with certificates (made with the openssl command)', () => {
  let folder: PemFolder;
  let authority: Pem;
  let server: Pem;
  let program: Program;
  const clients: MqttClient[] = [];

  beforeAll(async () => {
    folder = pemFolder();
    authority = folder.authority('District');
    server = folder.signed('localhost', authority);
    program = await startSuperilla({
      env: {
        SUPERILLA_MQTT_TLS_PORT: '0',
        SUPERILLA_MQTT_TLS_CERT: server.cert,
        SUPERILLA_MQTT_TLS_KEY: server.key,
        SUPERILLA_MQTT_TLS_CA: authority.cert,
      },
    });
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.end(true);
  });
  afterAll(async () => {
    await program.end();
    folder.end();
  });

  async function connect(options: IClientOptions): Promise<MqttClient> {
    const client = await connectAsync(program.mqttTls ?? '', {
      ca: readFileSync(authority.cert),
      reconnectPeriod: 0,
      ...options,
    });
    client.on('error', () => {});
    clients.push(client);
    return client;
  }

  const certificate = (name: string) => {
    const { cert, key } = folder.signed(name, authority);
    return { cert: readFileSync(cert), key: readFileSync(key) };
  };

  it('come in without a password, as the kit that the certificate names', async () => {
    const kit = await registerKit(program);
    const shown = certificate(kit.id);
    const client = await connect(shown);
    const receipts = await listenReceipts(client, kit);
    await client.publishAsync(`kits/${kit.id}/readings`, '{"pm2_5":3}', { qos: 1 });
    await eventually(
      async () => receipts.length,
      (n) => n > 0,
    );
    expect(receipts).toMatchObject([{ kit: kit.id, accepted: 1 }]);
    const named = await connect({ ...shown, username: kit.username, clientId: 'named' });
    expect(named.connected).toBe(true);
  });

  it('stay out when nobody is registered under the name, or the user name is another', async () => {
    const [kit, other] = [await registerKit(program), await registerKit(program)];
    await expect(connect(certificate('nobody'))).rejects.toMatchObject({ code: 4 });
    const { username, password } = other;
    await expect(connect({ ...certificate(kit.id), username, password })).rejects.toMatchObject({ code: 4 });
  });

  it('are out at once when they are revoked, and stay out until they get a token', async () => {
    const kit = await registerKit(program);
    const shown = certificate(kit.id);
    const client = await connect(shown);
    await program.command('kit', 'revoke', kit.id);
    await eventually(
      async () => client.connected,
      (connected) => !connected,
    );
    await expect(connect(shown)).rejects.toMatchObject({ code: 4 });
    await program.command('kit', 'rotate', kit.id);
    expect((await connect(shown)).connected).toBe(true);
  });

  it('without one, a token is asked for as ever', async () => {
    const kit = await registerKit(program);
    const { username, password } = kit;
    expect((await connect({ username, password })).connected).toBe(true);
    await expect(connect({})).rejects.toMatchObject({ code: 5 });
  });

  it('keep their sessions when SIGHUP makes the server read a new certificate', async () => {
    const kit = await registerKit(program);
    const client = await connect(certificate(kit.id));
    const serial = async () => {
      const { port } = new URL(program.mqttTls ?? '');
      const socket = openTls({ port: Number(port), rejectUnauthorized: false });
      await once(socket, 'secureConnect');
      const { serialNumber } = socket.getPeerCertificate();
      socket.destroy();
      return serialNumber;
    };
    const before = await serial();
    replacePem(server, folder.signed('localhost', authority));
    process.kill(program.pid, 'SIGHUP');
    const after = await eventually(serial, (now) => now !== before, 2_000);
    expect(after).not.toBe(before);
    await client.publishAsync(`kits/${kit.id}/readings`, '{"pm2_5":4}', { qos: 1 });
    expect(client.connected).toBe(true);
  });
});

describe('a TLS listener that cannot be opened', () => {
  it.each([
    ['no certificate is named', {}, 'SUPERILLA_MQTT_TLS_CERT'],
    [
      'a file is not there',
      { SUPERILLA_MQTT_TLS_CERT: '/nowhere/a.crt', SUPERILLA_MQTT_TLS_KEY: '/nowhere/a.key' },
      '/nowhere/a.crt',
    ],
  ])('keeps the program from starting and says why: %s', async (_, env, words) => {
    const attempt = startSuperilla({ env: { SUPERILLA_MQTT_TLS_PORT: '0', ...env } });
    await expect(attempt).rejects.toThrow(words);
  });
});
