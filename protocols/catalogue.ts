import { AIRGRADIENT } from './airgradient/protocol.ts';
import { SENSOR_COMMUNITY } from './airrohr/archive.ts';
import { MADAVI } from './airrohr/madavi.ts';
import { AIRROHR } from './airrohr/protocol.ts';
import type { ArchiveReader } from './archive.ts';
import type { Protocol } from './contract.ts';
import { ESPHOME } from './esphome/protocol.ts';
import { FIWARE } from './fiware/protocol.ts';
import { HOMIE } from './homie/protocol.ts';
import { INFLUX_LINE } from './influx-line/protocol.ts';
import { MAPPING } from './mapping/protocol.ts';
import { NATIVE } from './native/protocol.ts';
import { OPENDATA_BCN } from './opendata-bcn/archive.ts';
import { OPENSENSEMAP_CSV } from './opensensemap/archive.ts';
import { OPENSENSEMAP } from './opensensemap/protocol.ts';
import { SENML } from './senml/protocol.ts';
import { SENSORTHINGS } from './sensorthings/protocol.ts';
import { SENTILO } from './sentilo/protocol.ts';
import { SMART_CITIZEN_SD } from './smart-citizen/archive.ts';
import { SMART_CITIZEN } from './smart-citizen/protocol.ts';
import { SPARKPLUG_B } from './sparkplug-b/protocol.ts';
import { tableReader } from './table/archive.ts';
import { TASMOTA } from './tasmota/protocol.ts';
import { THINGSBOARD } from './thingsboard/protocol.ts';
import { TTS } from './tts/protocol.ts';

/** Every dialect that is understood; the order is of no consequence, for no message is two dialects'. */
export const PROTOCOLS: readonly Protocol[] = [
  NATIVE,
  AIRGRADIENT,
  AIRROHR,
  ESPHOME,
  FIWARE,
  HOMIE,
  INFLUX_LINE,
  MAPPING,
  OPENSENSEMAP,
  SENML,
  SENSORTHINGS,
  SENTILO,
  SMART_CITIZEN,
  SPARKPLUG_B,
  TASMOTA,
  THINGSBOARD,
  TTS,
];

const WITH_A_FORM_OF_THEIR_OWN: readonly ArchiveReader[] = [
  SENSOR_COMMUNITY,
  MADAVI,
  OPENDATA_BCN,
  OPENSENSEMAP_CSV,
  SMART_CITIZEN_SD,
];

/** Every archive whose files can be read; the order is of no consequence, for a table is what none of the others knows. */
export const ARCHIVES: readonly ArchiveReader[] = [
  ...WITH_A_FORM_OF_THEIR_OWN,
  tableReader(WITH_A_FORM_OF_THEIR_OWN),
];
