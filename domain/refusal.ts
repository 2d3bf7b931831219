/** Why something a kit sent was not kept. Words: `REFUSALS` in `refusal-catalogue.ts`. */
export type RefusalCode =
  | 'not_json'
  | 'wrong_shape'
  | 'empty_message'
  | 'not_utf8'
  | 'bad_syntax'
  | 'wrong_type'
  | 'not_finite'
  | 'bad_unit'
  | 'bad_name'
  | 'unknown_alias'
  | 'too_many_unknown'
  | 'too_many_readings'
  | 'bad_time'
  | 'time_ahead'
  | 'time_too_old'
  | 'conflict'
  | 'store_refused'
  | 'foreign_topic'
  | 'retained_replay'
  | 'unknown_sender'
  | 'token_needed'
  | 'unknown_dialect'
  | 'decoder_failed';

/** One thing refused: where it stood and which rule it broke. A value, never an exception. */
export interface Refusal {
  readonly code: RefusalCode;
  /** Where in the message: `pm2_5`, `[3].temperature`, `data[0].sensors[2].value`; empty for the whole message. */
  readonly path: string;
  /** What was found there, cut to 80 characters. */
  readonly found?: string;
  /** What would have been right, in English, where the code's own sentence is not enough. */
  readonly expected?: string;
}

/** JSON text of a value. JSON.stringify overflows the stack where lists are nested some thousands deep. */
function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return 'nested too deeply to show';
  }
}

/** Cuts what was found to a printable length: JSON text for values, 80 characters at most. */
export function foundText(value: unknown): string {
  const text = typeof value === 'string' ? value : jsonText(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
