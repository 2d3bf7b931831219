import { setTimeout as sleep } from 'node:timers/promises';
import type { Addressee, Outgoing, Protocol } from '../../protocols/contract.ts';
import { uniform } from '../days/chance.ts';
import type { VirtualKit } from '../district/district.ts';
import type { Sender } from './sender.ts';
import { readingsOf } from './virtual-readings.ts';

const HOUR = 3_600_000;
/** A day that is filled in has a reading every five minutes, sent two hours at a time. */
const STEP = 5 * 60_000;
const STEPS_A_MESSAGE = 24;

/** Dialects whose messages carry no time: what happened before cannot be told in them. */
const TIMELESS: ReadonlySet<string> = new Set(['airgradient', 'airrohr']);

export interface VirtualLife {
  readonly kit: VirtualKit;
  readonly protocol: Protocol;
  readonly sender: Sender;
  readonly now: () => number;
  readonly intervalMs: number;
  readonly backfillHours: number;
  readonly signal: AbortSignal;
}

function addressee({ id, fields }: VirtualKit): Addressee {
  return { kit: id, externalId: fields.externalId ?? id };
}

function encoded(
  { kit, protocol }: Pick<VirtualLife, 'kit' | 'protocol'>,
  times: readonly number[],
): readonly Outgoing[] {
  return protocol.encode(
    times.flatMap((time) => readingsOf(kit, time)),
    addressee(kit),
  );
}

/** The messages of the hours before `until`, oldest first, made one after another; none in dialects without times. */
export function* pastMessages(
  life: Pick<VirtualLife, 'kit' | 'protocol'>,
  span: { until: number; hours: number },
): Generator<Outgoing> {
  if (TIMELESS.has(life.protocol.id)) return;
  const last = Math.floor(span.until / STEP) * STEP;
  const steps = Math.floor((span.hours * HOUR) / STEP);
  for (let first = steps - 1; first >= 0; first -= STEPS_A_MESSAGE) {
    const count = Math.min(STEPS_A_MESSAGE, first + 1);
    yield* encoded(
      life,
      Array.from({ length: count }, (_, i) => last - (first - i) * STEP),
    );
  }
}

/** Waits; false when the signal came instead. */
async function waited(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await sleep(ms, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}

/**
 * Sends the past hours, then a reading every interval until the signal comes. Kits start at different moments of the interval,
 * and a message waits for the acknowledgement of the one before.
 */
export async function live(life: VirtualLife): Promise<void> {
  const { kit, sender, now, intervalMs, backfillHours, signal } = life;
  for (const message of pastMessages(life, { until: now(), hours: backfillHours })) {
    if (signal.aborted) return;
    await sender.send(message);
  }
  let wait = intervalMs * uniform(`${kit.id}/start`, 0);
  while (await waited(wait, signal)) {
    const started = performance.now();
    // Firmware counts in whole seconds.
    for (const message of encoded(life, [Math.floor(now() / 1000) * 1000])) await sender.send(message);
    wait = Math.max(0, intervalMs - (performance.now() - started));
  }
}
