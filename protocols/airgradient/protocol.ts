import type { Envelope } from '../../domain/envelope.ts';
import type { Connection, Protocol, Setting } from '../contract.ts';
import { decodeAirGradient } from './decode.ts';
import { encodeAirGradient } from './encode.ts';

const TOPIC = /^airgradient\/readings\/([0-9A-Za-z]{1,32})$/;
/** The colon is part of the path's segment, and some proxies write it as an escape. */
const PATH = /^\/sensors\/airgradient(?::|%3a)([0-9A-Za-z]{1,32})\/measures\/?(?:\?|$)/i;

function serialOf({ transport, topic }: Envelope): string | undefined {
  if (transport === 'mqtt') return TOPIC.exec(topic)?.[1]?.toLowerCase();
  return transport === 'http' ? PATH.exec(topic)?.[1]?.toLowerCase() : undefined;
}

/** Named as in the monitor's local configuration (`PUT /config`). */
function settings(to: Connection): readonly Setting[] {
  const { host, mqttPort, openMqttPort, httpPort, kit, token } = to;
  const open = openMqttPort === undefined ? '<port of the open listener, which is closed>' : openMqttPort;
  const broker =
    token === undefined ? `mqtt://${host}:${open}` : `mqtt://${kit}:${token}@${host}:${mqttPort}`;
  const root = token === undefined ? `${host}:${httpPort}` : `${host}:${httpPort}/token/${token}`;
  return [
    { name: 'mqttBrokerUrl', value: broker },
    { name: 'httpDomain (instead of MQTT, where the firmware has it)', value: root },
    { name: 'configurationControl', value: 'local' },
  ];
}

/** AirGradient ONE, Open Air and DIY monitors, by MQTT and as they post to AirGradient's cloud. */
export const AIRGRADIENT: Protocol = {
  id: 'airgradient',
  version: 1,
  transports: ['mqtt', 'http'],
  doors: [
    {
      method: 'POST',
      // `airgradient:<serial>`: the router would take the colon for the beginning of a parameter of its own.
      path: '/sensors/:sensor/measures',
      limitBytes: 16_384,
      headers: [],
      answer: () => ({ status: 200, type: 'application/json', body: '{}' }),
    },
  ],
  publishTopics: ({ externalId }) => [`airgradient/readings/${externalId.toLowerCase()}`],
  recognises: (envelope) => serialOf(envelope) !== undefined,
  externalId: serialOf,
  decode: decodeAirGradient,
  settings,
  encode: encodeAirGradient,
};
