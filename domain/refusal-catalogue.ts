import type { RefusalCode } from './refusal.ts';

/** What becomes of a thing refused: it is dropped with its reason, or kept aside for a person to look at. */
export type Fate = 'rejected' | 'quarantined' | 'duplicate';

interface RefusalEntry {
  readonly fate: Fate;
  /** The rule, one sentence. */
  readonly rule: string;
  /** What would have been right. */
  readonly right: string;
}

/** Every refusal with its rule and remedy. `docs/ERRORS.md` has the same table, held by a test. */
export const REFUSALS: Readonly<Record<RefusalCode, RefusalEntry>> = {
  not_json: {
    fate: 'rejected',
    rule: 'The payload is not JSON.',
    right: 'Send a JSON object, for example {"pm2_5": 12.3}.',
  },
  wrong_shape: {
    fate: 'rejected',
    rule: 'The JSON does not have the shape of this dialect.',
    right: 'See the README of the dialect for an example message.',
  },
  empty_message: {
    fate: 'rejected',
    rule: 'The message holds no reading.',
    right: 'Send at least one phenomenon with a number.',
  },
  not_utf8: {
    fate: 'rejected',
    rule: 'The payload is not valid UTF-8 text.',
    right: 'Encode the payload as UTF-8.',
  },
  bad_syntax: {
    fate: 'rejected',
    rule: 'The text breaks the grammar of this dialect.',
    right: 'See the README of the dialect for an example message.',
  },
  wrong_type: {
    fate: 'rejected',
    rule: 'The value is not a number.',
    right: 'Send a JSON number, without quotes.',
  },
  not_finite: {
    fate: 'rejected',
    rule: 'The number is not finite.',
    right: 'Leave the phenomenon out, or send null, when there is no reading.',
  },
  bad_unit: {
    fate: 'rejected',
    rule: 'The unit cannot be converted to the unit of the phenomenon.',
    right: 'Use a unit that /api/v1/phenomena lists for it.',
  },
  bad_name: {
    fate: 'rejected',
    rule: 'The name of the quantity holds no letter or digit, or is too long.',
    right: 'Use a phenomenon id from /api/v1/phenomena, or a short name of letters, digits and _.',
  },
  unknown_alias: {
    fate: 'rejected',
    rule: 'The value comes under a number whose name was not announced.',
    right: 'Publish a birth certificate that names it; the platform has asked the node for one.',
  },
  too_many_unknown: {
    fate: 'rejected',
    rule: 'The kit already has 64 quantities that the catalogue does not know.',
    right: 'Use phenomenon ids from /api/v1/phenomena.',
  },
  too_many_readings: {
    fate: 'rejected',
    rule: 'The message holds more readings than one message may.',
    right: 'Split it into messages of at most 2,500 readings.',
  },
  bad_time: {
    fate: 'rejected',
    rule: 'The time cannot be read.',
    right: 'Send ISO 8601 (2026-03-01T12:00:00Z), or seconds or milliseconds since 1970.',
  },
  time_ahead: {
    fate: 'quarantined',
    rule: 'The time is more than five minutes ahead of the server.',
    right: 'Set the clock of the kit (NTP), and send UTC.',
  },
  time_too_old: {
    fate: 'quarantined',
    rule: 'The time is before 2010.',
    right: 'Set the clock of the kit (NTP) before it measures.',
  },
  conflict: {
    fate: 'rejected',
    rule: 'The same reading is already stored with another value; the first stands.',
    right: 'Send each measurement once, with its own time.',
  },
  store_refused: {
    fate: 'rejected',
    rule: 'The store of this house does not take the reading.',
    right: 'Nothing for the kit to mend: its operator finds the reason here.',
  },
  foreign_topic: {
    fate: 'rejected',
    rule: 'The topic belongs to another kit or to nobody.',
    right: 'Publish to the topics that `superilla kit show` lists for this kit.',
  },
  retained_replay: {
    fate: 'duplicate',
    rule: 'A retained message without a time of its own is a replay, not a new reading.',
    right: 'Publish readings without the retain flag, or with their time.',
  },
  unknown_sender: {
    fate: 'quarantined',
    rule: 'No kit is registered under the identifier of this message.',
    right: 'Register the kit with the identifier that its firmware sends.',
  },
  token_needed: {
    fate: 'rejected',
    rule: 'This kit has a token and is never fed without it.',
    right: 'Connect with the kit id as user name and its token as password.',
  },
  unknown_dialect: {
    fate: 'quarantined',
    rule: 'No protocol recognises this message.',
    right: 'Publish to kits/<kitId>/readings, or use a dialect that protocols/README.md lists.',
  },
  decoder_failed: {
    fate: 'quarantined',
    rule: 'The decoder met a fault of its own; the message is kept.',
    right: 'Report it: this is a bug of Superilla.',
  },
};
