import type { Kysely, Transaction } from 'kysely';

interface KitTable {
  id: string;
  name: string;
  description: string;
  model: string | null;
  dialect: string;
  external_id: string | null;
  /** What the dialect compares: unique together with it. */
  external_key: string | null;
  project: string | null;
  lat: number | null;
  lon: number | null;
  precision: number;
  exposure: string;
  licence: string;
  steward: string;
  time_zone: string;
  simulated: number;
  open: number;
  created: number;
  gateway: string | null;
  /** JSON. */
  meanings: string | null;
  mapping: string | null;
  calibrations: string | null;
  official: number;
}

interface ProjectTable {
  id: string;
  name: string;
  summary: string;
  description: string;
  url: string;
  status: string;
  start_date: string | null;
  end_date: string | null;
  cluster: string | null;
  /** JSON array of ids. */
  strategies: string;
  simulated: number;
}

interface OrganisationTable {
  id: string;
  name: string;
  url: string;
  type: string;
  description: string;
}

interface PlaceTable {
  id: string;
  name: string;
  kind: string;
  /** GeoJSON geometry. */
  geometry: string;
  source: string;
  simulated: number;
}

interface AnnotationTable {
  id: string;
  kit: string;
  kind: string;
  /** UTC ms; `to_time` excluded. */
  from_time: number;
  to_time: number;
  note: string;
}

interface InvitationTable {
  id: string;
  /** SHA-256 of the token, hexadecimal. */
  digest: string;
  project: string | null;
  note: string;
  expires: number;
  kit: string | null;
}

interface QuarantineTable {
  seq: number;
  received: number;
  topic: string;
  kit: string;
  reason: string;
  bytes: number;
  payload: Uint8Array | ArrayBuffer;
  transport: string;
  /** JSON. */
  headers: string;
  retained: number;
  dialect: string;
  device: string;
}

/** The tables as the newest migration leaves them. Booleans are 0 and 1, times UTC ms. */
export interface Tables {
  kit: KitTable;
  kit_token: { kit: string; digest: string; created: number };
  /** The token before the newest, where rotating left it for a while. */
  kit_token_before: { kit: string; digest: string; until: number };
  kit_name: { kit: string; name: string };
  /** Ids of kits that were removed: never given again, because their readings are barred for good. */
  kit_removed: { id: string; removed: number; erased: number | null };
  project: ProjectTable;
  project_organisation: { project: string; organisation: string; position: number };
  organisation: OrganisationTable;
  place: PlaceTable;
  annotation: AnnotationTable;
  invitation: InvitationTable;
  administrator: { digest: string; created: number };
  quarantine: QuarantineTable;
  /** What dialects remember of kits, as JSON. */
  dialect_state: { kit: string; dialect: string; state: string };
  setting: { key: string; value: string };
  hour_mark: { hour: number; kit: string };
  migration: { number: number; applied: number };
}

export type Db = Kysely<Tables>;
export type Tx = Transaction<Tables>;
