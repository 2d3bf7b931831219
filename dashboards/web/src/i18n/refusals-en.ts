import type { RefusalCode } from '../../../../domain/refusal.ts';

/** The rule and its remedy, by code. */
export type RefusalWords = Readonly<Record<RefusalCode, { readonly rule: string; readonly right: string }>>;

/** The remedies as the server says them: where a receipt says something else, it is more exact and shown as it is. */
export const EN_REMEDIES: Readonly<Record<RefusalCode, string>> = {
  not_json: 'Send a JSON object, for example {"pm2_5": 12.3}.',
  wrong_shape: 'See the README of the dialect for an example message.',
  empty_message: 'Send at least one phenomenon with a number.',
  not_utf8: 'Encode the payload as UTF-8.',
  bad_syntax: 'See the README of the dialect for an example message.',
  wrong_type: 'Send a JSON number, without quotes.',
  not_finite: 'Leave the phenomenon out, or send null, when there is no reading.',
  bad_unit: 'Use a unit that /api/v1/phenomena lists for it.',
  bad_name: 'Use a phenomenon id from /api/v1/phenomena, or a short name of letters, digits and _.',
  unknown_alias: 'Publish a birth certificate that names it; the platform has asked the node for one.',
  too_many_unknown: 'Use phenomenon ids from /api/v1/phenomena.',
  too_many_readings: 'Split it into messages of at most 2,500 readings.',
  bad_time: 'Send ISO 8601 (2026-03-01T12:00:00Z), or seconds or milliseconds since 1970.',
  time_ahead: 'Set the clock of the kit (NTP), and send UTC.',
  time_too_old: 'Set the clock of the kit (NTP) before it measures.',
  conflict: 'Send each measurement once, with its own time.',
  store_refused: 'Nothing for the kit to mend: its operator finds the reason here.',
  foreign_topic: 'Publish to the topics that `superilla kit show` lists for this kit.',
  retained_replay: 'Publish readings without the retain flag, or with their time.',
  unknown_sender: 'Register the kit with the identifier that its firmware sends.',
  token_needed: 'Connect with the kit id as user name and its token as password.',
  unknown_dialect: 'Publish to kits/<kitId>/readings, or use a dialect that protocols/README.md lists.',
  decoder_failed: 'Report it: this is a bug of Superilla.',
};
