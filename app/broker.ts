import type { Broker, Claim } from '../broker/contract.ts';
import { startBroker } from '../broker/start-broker.ts';
import type { Sender } from '../domain/envelope.ts';
import type { House } from './house.ts';

const OPEN: Sender = { kind: 'open' };

/** Who a client is. The open listener takes credentials too: a kit that has a token is never fed without it. */
function whoIs(house: House, claim: Claim): Sender | undefined {
  const { username, password, listener } = claim;
  if (username === undefined && password === undefined) return listener === 'open' ? OPEN : undefined;
  if (username === undefined || password === undefined || !house.authenticate(username, password))
    return undefined;
  return { kind: 'kit', kit: username };
}

/** Starts the MQTT broker of a house and hands its messages to the ingest. */
export async function openBroker(house: House): Promise<Broker> {
  const { config, ingest, topics, log } = house;
  const openPort = config.SUPERILLA_MQTT_OPEN_PORT;
  const broker = await startBroker({
    host: config.SUPERILLA_HOST,
    port: config.SUPERILLA_MQTT_PORT,
    ...(openPort === undefined ? {} : { openPort }),
    ports: {
      authenticate: (claim) => whoIs(house, claim),
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
