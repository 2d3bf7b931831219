import { SENSOR_COMMUNITY } from './airrohr/archive.ts';
import { AIRROHR } from './airrohr/protocol.ts';
import type { ArchiveReader } from './archive.ts';
import type { Protocol } from './contract.ts';
import { NATIVE } from './native/protocol.ts';
import { OPENSENSEMAP } from './opensensemap/archive.ts';
import { SMART_CITIZEN_SD } from './smart-citizen/archive.ts';
import { SMART_CITIZEN } from './smart-citizen/protocol.ts';

/** Every dialect that is understood; the order is of no consequence, for no message is two dialects'. */
export const PROTOCOLS: readonly Protocol[] = [NATIVE, SMART_CITIZEN, AIRROHR];

/** Every archive whose files can be read. */
export const ARCHIVES: readonly ArchiveReader[] = [SENSOR_COMMUNITY, OPENSENSEMAP, SMART_CITIZEN_SD];
