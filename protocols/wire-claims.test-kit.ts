import type { Envelope } from '../domain/envelope.ts';

/** One message of a sample, as its real client delivers it. */
export type Delivery = Pick<Envelope, 'topic' | 'payload'> & {
  readonly transport: 'mqtt' | 'http';
  readonly headers?: Readonly<Record<string, string>>;
};

/** What becomes of a sample: messages that one dialect reads, a file that one archive reads, or no message of any kit. */
export type Claim = { readonly files: RegExp } & (
  | {
      readonly by: string;
      deliver(bytes: Buffer): readonly Delivery[];
      /** Holds no readings by design, or is shown in another form than that of the wire. */
      readonly silent?: true;
    }
  | { readonly archive: string }
  | { readonly none: string }
);

type Given = Pick<Delivery, 'headers'>;

const mqtt = (topic: string) => (payload: Buffer) => [{ transport: 'mqtt' as const, topic, payload }];
const http =
  (topic: string, given: Given = {}) =>
  (payload: Buffer) => [{ transport: 'http' as const, topic, payload, ...given }];

function linesOf(bytes: Buffer): readonly string[] {
  return bytes.toString().split('\n').filter(Boolean);
}

/** Lines of topic, tab and payload. */
function table(bytes: Buffer): readonly Delivery[] {
  const rows = linesOf(bytes).map((line) => line.split('\t'));
  return rows.map(([topic = '', text = '']) => ({ transport: 'mqtt', topic, payload: Buffer.from(text) }));
}

/** `homie/… → "value"`, as the conventions write it. */
function arrows(bytes: Buffer): readonly Delivery[] {
  const published = bytes.toString().matchAll(/^(homie\/\S+) → "([^"]*)"$/gm);
  return [...published].map(([, topic = '', text = '']) => ({
    ...{ transport: 'mqtt', topic, payload: Buffer.from(text) },
  }));
}

/** Every line a message on the same topic. */
const eachLine = (topic: string) => (bytes: Buffer) =>
  linesOf(bytes).flatMap((line) => mqtt(topic)(Buffer.from(line)));

/** An uplink of The Things Stack around a device's bytes. */
function uplink(bytes: Buffer): readonly Delivery[] {
  const message = {
    end_device_ids: { device_id: 'kit-1', application_ids: { application_id: 'district' } },
    uplink_message: { f_port: 1, frm_payload: bytes.toString('base64') },
  };
  return mqtt('v3/district@ttn/devices/kit-1/up')(Buffer.from(JSON.stringify(message)));
}

/** One line of `lora_serialization_payloads.txt`, which the profile in the path lays out. */
function firstUplink(bytes: Buffer): readonly Delivery[] {
  const [first = ''] = linesOf(bytes);
  const [{ payload }] = uplink(Buffer.from(first, 'base64')) as [Delivery];
  return http('/tts/profile/lora-serialization=temperature,humidity,uint16.co2_ppm/up')(payload);
}

const SCK = 'device/sck/a1b2c3';
const PUSH = '/v1/push-sensor-data/';
const BOX = '/boxes/57000b8645fd40c8196ad04c/data';
const NODE = 'spBv1.0/Sparkplug B Devices';
const pin = (n: string) => http(PUSH, { headers: { 'x-sensor': 'esp8266-1184838', 'x-pin': n } });
const typed = (type: string) => http(BOX, { headers: { 'content-type': type } });

/** Every sample, by its path in the folder of samples. The first row that names it counts. */
export const CLAIMS: readonly Claim[] = [
  { files: /^smartcitizen\/readings(_multi)?\.json$/, by: 'smart-citizen', deliver: mqtt(`${SCK}/readings`) },
  {
    files: /^smartcitizen\/readings_raw\.txt$/,
    by: 'smart-citizen',
    deliver: (bytes) => eachLine(`${SCK}/readings/raw`)(bytes).filter(({ payload }) => payload.length > 2),
  },
  { files: /^smartcitizen\/info\.json$/, by: 'smart-citizen', deliver: mqtt(`${SCK}/info`), silent: true },
  { files: /^smartcitizen\/hello\.txt$/, by: 'smart-citizen', deliver: mqtt(`${SCK}/hello`), silent: true },
  {
    files: /^smartcitizen\/inventory\.json$/,
    by: 'smart-citizen',
    deliver: mqtt('device/inventory'),
    silent: true,
  },
  { files: /^smartcitizen\/sdcard_.*\.csv$/, archive: 'smart-citizen-sd' },
  { files: /^smartcitizen\/onboarding_.*\.json$/, none: 'the registration of a device, not its readings' },
  { files: /^smartcitizen\/.*\.csv$/, none: 'tables of sensors and kits' },

  { files: /^airrohr\/push_custom_api\.json$/, by: 'airrohr', deliver: http(PUSH) },
  { files: /^airrohr\/data\.json$/, by: 'airrohr', deliver: http(PUSH) },
  { files: /^airrohr\/push_.*_pin1_.*\.json$/, by: 'airrohr', deliver: pin('1') },
  { files: /^airrohr\/push_.*_pin7_.*\.json$/, by: 'airrohr', deliver: pin('7') },
  { files: /^airrohr\/push_.*_pin11_.*\.json$/, by: 'airrohr', deliver: pin('11') },
  { files: /^airrohr\/push_.*_pin15_.*\.json$/, by: 'airrohr', deliver: pin('15') },
  { files: /^airrohr\/influx_line\.txt$/, by: 'airrohr', deliver: http('/write?db=sensorcommunity') },
  { files: /^airrohr\/metrics\.txt$/, none: 'what the kit answers to a scraper' },
  { files: /^airrohr\//, none: 'tables of names, pins and sentinels' },

  { files: /^opensensemap\/json_object\.json$/, by: 'opensensemap', deliver: typed('application/json') },
  { files: /^opensensemap\/data\.csv$/, by: 'opensensemap', deliver: typed('text/csv') },
  { files: /^opensensemap\/sbx-bytes\.bin$/, by: 'opensensemap', deliver: typed('application/sbx-bytes') },
  { files: /^opensensemap\/luftdaten_/, by: 'opensensemap', deliver: http(`${BOX}?luftdaten=1`) },
  { files: /^opensensemap\/create_box\.json$/, none: 'the registration of a box, not its readings' },
  { files: /^opensensemap\/get_data_response/, none: 'an answer of the platform that names no sensor' },
  { files: /^opensensemap\/sensor_definitions\.csv$/, none: 'a table of sensors' },

  {
    files: /^airgradient\/measures_current\.json$/,
    by: 'airgradient',
    deliver: mqtt('airgradient/readings/ecda3b1eaaaf'),
  },
  {
    files: /^airgradient\/cloud_ping\.json$/,
    by: 'airgradient',
    deliver: http('/sensors/airgradient:ecda3b1eaaaf/measures'),
  },
  { files: /^airgradient\/config\.json$/, none: "the monitor's settings" },
  { files: /^airgradient\/openmetrics_/, none: 'what the monitor answers to a scraper' },
  { files: /^airgradient\/properties\.csv$/, none: 'a table of properties' },

  { files: /^tasmota\/.*\.tsv$/, by: 'tasmota', deliver: table },
  { files: /^esphome\/topics\.tsv$/, by: 'esphome', deliver: table },
  {
    files: /^esphome\/mqtt_docs_0\.json$/,
    by: 'esphome',
    deliver: mqtt('esphome/discover/esp32-test'),
    silent: true,
  },
  {
    files: /^homeassistant-discovery\//,
    by: 'esphome',
    deliver: mqtt('homeassistant/sensor/esp8266/temp_sensor/config'),
    silent: true,
  },
  { files: /^homie\/.*\.tsv$/, by: 'homie', deliver: table },
  { files: /^homie\/.*code_blocks\.txt$/, by: 'homie', deliver: arrows },

  { files: /^tts-v3\/uplink_.*\.json$/, by: 'tts', deliver: mqtt('v3/district@ttn/devices/cayenne-1/up') },
  { files: /^tts-v3\/lora_serialization_payloads\.txt$/, by: 'tts', deliver: firstUplink },
  { files: /^tts-v3\/.*\.csv$/, none: 'a table of bytes' },
  { files: /^cayenne-lpp\/.*\.bin$/, by: 'tts', deliver: uplink },
  { files: /^cayenne-lpp\/.*expected\.json$/, none: 'what its neighbour is to be read as' },

  { files: /^senml\/.*resolved\.json$|\.(hex|diag)$/, none: 'its neighbour resolved, or shown as text' },
  { files: /^senml\/.*\.(json|cbor)$/, by: 'senml', deliver: mqtt('senml/roof-7') },

  { files: /^sparkplug-b\/spec_00\.json$/, none: 'a payload without a topic' },
  {
    files: /^sparkplug-b\/spec_01\.json$/,
    by: 'sparkplug-b',
    deliver: mqtt(`${NODE}/NBIRTH/Pi`),
    silent: true,
  },
  {
    files: /^sparkplug-b\/spec_02\.json$/,
    by: 'sparkplug-b',
    deliver: mqtt(`${NODE}/DBIRTH/Pi/A`),
    silent: true,
  },
  {
    files: /^sparkplug-b\/spec_03\.json$/,
    by: 'sparkplug-b',
    deliver: mqtt(`${NODE}/NDATA/Pi`),
    silent: true,
  },
  {
    files: /^sparkplug-b\/spec_04\.json$/,
    by: 'sparkplug-b',
    deliver: mqtt(`${NODE}/DDATA/Pi/A`),
    silent: true,
  },
  { files: /^sparkplug-b\/topics\.txt$/, by: 'sparkplug-b', deliver: table, silent: true },
  { files: /^sparkplug-b\/.*\.proto$/, none: 'the definition of the encoding' },

  { files: /^sentilo\/publish_provider_/, by: 'sentilo', deliver: http('/data/rec') },
  { files: /^sentilo\/publish_sensor_data_/, by: 'sentilo', deliver: http('/data/rec/RE0012') },
  { files: /^sentilo\/general_model_0/, by: 'sentilo', deliver: http('/data/rec/RE0012') },
  { files: /^sentilo\/create_sensors_/, by: 'sentilo', deliver: http('/catalog/rec'), silent: true },
  { files: /^sentilo\//, none: 'orders to devices, and answers of the platform' },

  { files: /^fiware-ul\/measures\.txt$/, by: 'fiware', deliver: eachLine('/ul/key/dev/attrs') },
  { files: /^fiware-ul\//, none: 'what is provisioned at the agent, and commands' },
  { files: /^fiware-json\/usermanual_[0-2]\.json$/, by: 'fiware', deliver: mqtt('/json/key/dev/attrs') },
  // An entity whose only attribute is text.
  {
    files: /^fiware-json\/usermanual_3\.json$/,
    by: 'fiware',
    deliver: mqtt('/json/key/dev/attrs'),
    silent: true,
  },
  {
    files: /^fiware-json\/usermanual_[58]\.json$/,
    by: 'fiware',
    deliver: mqtt('/json/key/dev/configuration/commands'),
    silent: true,
  },
  {
    files: /^fiware-json\/usermanual_7\.json$/,
    by: 'fiware',
    deliver: mqtt('/json/key/dev/cmdexe'),
    silent: true,
  },
  { files: /^fiware-json\//, none: 'what is provisioned at the agent, and what it sends to devices' },
  { files: /^ngsi-ld\/environment_context/, none: 'a vocabulary' },
  { files: /^ngsi-ld\//, by: 'fiware', deliver: http('/v2/notify') },

  {
    files: /^thingsboard\/telemetry\.jsonl$/,
    by: 'thingsboard',
    deliver: (bytes) =>
      linesOf(bytes).flatMap((line, n) =>
        mqtt(n < 3 ? 'v1/devices/me/telemetry' : 'v1/gateway/telemetry')(Buffer.from(line)),
      ),
  },

  {
    files: /^sensorthings\/mqtt_publish_observation\.json$/,
    by: 'sensorthings',
    deliver: mqtt('v1.1/Datastreams(19)/Observations'),
  },
  {
    files: /^sensorthings\/(1_CreatingEntities_9|4_ExampleEntities_4)\.json$/,
    by: 'sensorthings',
    deliver: http('/FROST-Server/v1.1/Observations'),
  },
  {
    files: /^sensorthings\/(1_CreatingEntities_11|4_ExampleEntities_3)\.json$/,
    by: 'sensorthings',
    deliver: http('/v1.1/Datastreams(999)/Observations'),
  },
  {
    files: /^sensorthings\/(JsonBatchRequest_|dataBatchPost)/,
    none: 'batches, which create entities and only then their observations',
  },
  { files: /^sensorthings\/entitiesDefault\.json$/, none: 'one body of every kind of entity' },
  {
    files: /^sensorthings\/.*CreatingEntities|ExampleEntities/,
    none: 'things, sensors and the like, and requests without bodies',
  },
  { files: /^sensorthings\//, none: 'what a client subscribes to, and what a server answers' },

  { files: /^serial-frames\//, none: 'frames on a cable' },
  { files: /^PROVENANCE\.md$/, none: 'where the samples come from' },
];
