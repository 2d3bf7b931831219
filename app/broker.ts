import type { Broker, Claim } from '../broker/contract.ts';
import { startBroker } from '../broker/start-broker.ts';
import type { Sender } from '../domain/envelope.ts';
import type { Config } from './config/schema.ts';
import type { House } from './house.ts';
import { meterOf } from './rates.ts';

const OPEN: Sender = { kind: 'open' };

/** Who shows a certificate of an authority that the operator named: the kit it names, under no other user name. */
function certified(house: House, kit: string, username: string | undefined): Sender | undefined {
  const known = house.registry.kit(kit);
  if (known === undefined || (username !== undefined && username !== kit)) return undefined;
  // A kit whose token was revoked stays out, whatever certificate it has.
  return known.open || house.registry.hasToken(kit) ? { kind: 'kit', kit } : undefined;
}

/** Who a client is. The open listener takes credentials too: a kit that has a token is never fed without it. */
function whoIs(house: House, claim: Claim): Sender | undefined {
  const { username, password, listener, certificate } = claim;
  if (certificate !== undefined) return certified(house, certificate, username);
  if (username === undefined && password === undefined) return listener === 'open' ? OPEN : undefined;
  if (username === undefined) return undefined;
  if (password !== undefined && house.authenticate(username, password)) return { kind: 'kit', kit: username };
  return bearer(house, username, password);
}

/** Clients that have one field only put the token there: alone as user name, or as password under any name. */
function bearer(house: House, username: string, password: string | undefined): Sender | undefined {
  if (house.registry.kit(username) !== undefined) return undefined;
  const token = password === undefined || password === '' ? username : password;
  const kit = house.registry.kitOfToken(token);
  return kit === undefined ? undefined : { kind: 'kit', kit: kit.id };
}

function tlsFault(words: string): Error {
  return Object.assign(new Error(words), { code: 'TLS_FILES' });
}

/** The TLS listener that the settings ask for. Throws in words where a file is not named. */
function tlsPlace(config: Config) {
  const port = config.SUPERILLA_MQTT_TLS_PORT;
  if (port === undefined) return undefined;
  const { SUPERILLA_MQTT_TLS_CERT: cert, SUPERILLA_MQTT_TLS_KEY: key, SUPERILLA_MQTT_TLS_CA: ca } = config;
  if (cert === undefined || key === undefined)
    throw tlsFault('SUPERILLA_MQTT_TLS_PORT needs SUPERILLA_MQTT_TLS_CERT and SUPERILLA_MQTT_TLS_KEY.');
  return { port, cert, key, ca };
}

/** Starts the MQTT broker of a house and hands its messages to the ingest. */
export async function openBroker(house: House): Promise<Broker> {
  const { config, ingest, topics, log } = house;
  const broker = await startBroker({
    host: config.SUPERILLA_HOST,
    port: config.SUPERILLA_MQTT_PORT,
    openPort: config.SUPERILLA_MQTT_OPEN_PORT,
    tls: tlsPlace(config),
    limits: {
      maxConnections: config.SUPERILLA_MQTT_MAX_CONNECTIONS,
      connectsPerAddress: config.SUPERILLA_MQTT_CONNECTS_PER_ADDRESS,
      maxPacketBytes: config.SUPERILLA_MQTT_MAX_PACKET_BYTES,
      maxWebSocketMessageBytes: config.SUPERILLA_MQTT_MAX_PACKET_BYTES * 4,
    },
    ports: {
      authenticate: (claim) => whoIs(house, claim),
      meter: (sender, { password }, address) => meterOf(house, sender, { token: password, address }),
      judgePublish: (sender, topic) => topics.judgePublish(sender, topic),
      maySubscribe: (sender, filter) => topics.maySubscribe(sender, filter),
      unavailable: () => house.journal.state().stalled !== undefined,
      accept: (envelope, verdict, done) => ingest.accept(envelope, verdict === 'foreign', done),
    },
    log,
  });
  house.broker = broker;
  return broker;
}
