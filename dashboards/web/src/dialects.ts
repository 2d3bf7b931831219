import type { Names } from './api-types.ts';

/** What dialects are offered under, in the order pages show it. */
export const DIALECT_GROUPS = ['own', 'kits', 'home', 'network', 'platform', 'standard', 'other'] as const;
export type DialectGroup = (typeof DIALECT_GROUPS)[number];

interface DialectWords {
  readonly group: DialectGroup;
  /** What sends it, one line. */
  readonly words: Names;
}

/** The same in every language: names of products. */
const named = (name: string): Names => ({ ca: name, es: name, en: name });

/** What sends each dialect that is understood, by its id. */
export const DIALECTS: Readonly<Record<string, DialectWords>> = {
  native: {
    group: 'own',
    words: {
      ca: 'Un programa teu, amb un JSON senzill per MQTT',
      es: 'Un programa tuyo, con un JSON sencillo por MQTT',
      en: 'A program of your own, with simple JSON over MQTT',
    },
  },
  mapping: {
    group: 'own',
    words: {
      ca: 'Qualsevol altra cosa: després dius tu com es llegeix',
      es: 'Cualquier otra cosa: después dices tú cómo se lee',
      en: 'Anything else: you say afterwards how it is read',
    },
  },
  airgradient: { group: 'kits', words: named('AirGradient ONE, Open Air, DIY') },
  airrohr: { group: 'kits', words: named('airRohr (Sensor.Community, luftdaten)') },
  opensensemap: { group: 'kits', words: named('senseBox, openSenseMap') },
  'smart-citizen': { group: 'kits', words: named('Smart Citizen Kit') },
  esphome: { group: 'home', words: named('ESPHome, Home Assistant (MQTT discovery)') },
  homie: { group: 'home', words: named('Homie 4, Homie 5') },
  tasmota: { group: 'home', words: named('Tasmota') },
  tts: { group: 'network', words: named('LoRaWAN: The Things Stack, The Things Network') },
  'sparkplug-b': { group: 'network', words: named('Eclipse Sparkplug B') },
  fiware: { group: 'platform', words: named('FIWARE: UltraLight 2.0, JSON') },
  sentilo: { group: 'platform', words: named('Sentilo') },
  thingsboard: { group: 'platform', words: named('ThingsBoard') },
  'influx-line': { group: 'standard', words: named('InfluxDB line protocol (Telegraf)') },
  senml: { group: 'standard', words: named('SenML (RFC 8428), JSON + CBOR') },
  sensorthings: { group: 'standard', words: named('OGC SensorThings') },
};

/** What sends a dialect, in a language; its id where nothing is known of it. */
export function dialectWords(id: string): DialectWords {
  return Object.hasOwn(DIALECTS, id) && DIALECTS[id] !== undefined
    ? DIALECTS[id]
    : { group: 'other', words: named(id) };
}
