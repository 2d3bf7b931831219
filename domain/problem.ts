/** Every error the API answers, as RFC 9457 problem details. `docs/ERRORS.md` has the same table, held by a test. */
export const PROBLEMS = {
  invalid_parameter: { status: 400, title: 'A parameter or field is not as it should be' },
  unauthorized: { status: 401, title: 'A credential is needed, or the one given is not right' },
  forbidden: { status: 403, title: 'This credential may not do that' },
  not_found: { status: 404, title: 'There is nothing under that name' },
  not_acceptable: { status: 406, title: 'None of the formats asked for is on offer' },
  already_exists: { status: 409, title: 'That name is taken' },
  already_running: { status: 409, title: 'That is being done already' },
  full: { status: 409, title: 'There are as many as there may be' },
  in_use: { status: 409, title: 'Something else still refers to it' },
  invitation_used: { status: 410, title: 'The invitation has been used' },
  invitation_expired: { status: 410, title: 'The invitation has expired' },
  payload_too_large: { status: 413, title: 'The message is larger than this door takes' },
  unsupported_media_type: { status: 415, title: 'That media type is not understood here' },
  too_many_requests: { status: 429, title: 'Too many requests from this sender' },
  internal: { status: 500, title: 'A fault of the server' },
  store_busy: { status: 503, title: 'Too many queries are running' },
  not_ready: { status: 503, title: 'The server cannot take this now' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

/** A problem as it is answered (`application/problem+json`). */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail: string;
}

/** The problem document for a code, with what exactly is wrong and what would be right in `detail`. */
export function problem(code: ProblemCode, detail: string): Problem {
  const { status, title } = PROBLEMS[code];
  return { type: `/api/v1/problems#${code}`, title, status, code, detail };
}
