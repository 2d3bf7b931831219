import { isUtf8 } from 'node:buffer';
import { phenomenonOf } from '../../domain/phenomena/catalogue.ts';
import { REFUSALS } from '../../domain/refusal-catalogue.ts';
import type { PreviewedMessage } from '../maker.ts';

const TEXT = 2000;
const VALUES = 100;
const REFUSED = 20;

function textOf(payload: Buffer): string | null {
  return isUtf8(payload) ? payload.toString('utf8').slice(0, TEXT) : null;
}

/** A message as an attempt reads it, within bounds. */
export function previewView({
  received,
  topic,
  payload,
  dialect,
  found,
  refused,
  missing,
}: PreviewedMessage) {
  return {
    ...{ received: new Date(received).toISOString(), topic, text: textOf(payload), dialect, missing },
    found: found.slice(0, VALUES).map(({ phenomenon, time, ...one }) => ({
      ...one,
      phenomenon,
      unit: phenomenonOf(phenomenon)?.unit ?? '',
      time: time === undefined ? null : new Date(time).toISOString(),
    })),
    refused: refused.slice(0, REFUSED).map(({ code, path, found: stood, expected }) => {
      const { rule, right } = REFUSALS[code];
      const exact = expected === undefined ? right : `${right} (${expected})`;
      return { code, path, ...(stood !== undefined && { found: stood }), rule, right: exact };
    }),
  };
}
