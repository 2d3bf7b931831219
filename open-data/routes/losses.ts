import { problem } from '../../domain/problem.ts';
import type { Context } from '../context.ts';
import type { App } from '../http/app.ts';
import type { KitLosses, LossSums } from '../maker.ts';
import { lossesSchema } from '../schemas/maker.ts';
import { answers } from '../schemas/problem.ts';
import { idParams } from '../schemas/query.ts';
import { type Gap, type Silences, silencesOf } from './losses-gaps.ts';

/** For so long the gaps of a kit are not looked for anew, ms. */
const FRESH = 60_000;
const KITS = 256;
const LISTED = 50;
const MISSED = 3;
/** A kit that was heard within this is not overdue, however often it sends, ms. */
const PATIENCE = 10_000;

const iso = (ms: number) => new Date(ms).toISOString();

function copied({ rules, ...sums }: LossSums) {
  const counted = Object.entries(rules).filter((rule): rule is [string, number] => rule[1] !== undefined);
  return { ...sums, rules: Object.fromEntries(counted) };
}

/** The sums of all hours together. */
function together(hours: KitLosses['hours']): LossSums {
  const sums = { messages: 0, accepted: 0, rejected: 0, duplicates: 0, quarantined: 0, missing: 0 };
  const rules: Record<string, number> = {};
  for (const hour of hours) {
    for (const key of Object.keys(sums) as (keyof typeof sums)[]) sums[key] += hour[key];
    for (const [code, n = 0] of Object.entries(hour.rules)) rules[code] = (rules[code] ?? 0) + n;
  }
  return { ...sums, rules };
}

function gapView({ from, to, lost }: Gap) {
  return { from: iso(from), to: to === undefined ? null : iso(to), lost: lost ?? null };
}

/** Gaps of kits as they were last looked for; several who ask at once wait for one answer. */
function rememberedSilences({ ports }: Context) {
  const known = new Map<string, { readonly at: number; readonly found: Promise<Silences> }>();
  const { store, series } = ports;
  const source = { holdings: (kits: readonly string[]) => store.holdings(kits), series };
  return (kit: string, usual: number | undefined): Promise<Silences> => {
    const now = ports.now();
    const before = known.get(kit);
    if (before !== undefined && now - before.at < FRESH && now >= before.at) return before.found;
    const found = silencesOf(source, { kit, usual, now });
    found.catch(() => known.delete(kit));
    known.delete(kit);
    known.set(kit, { at: now, found });
    const [oldest] = known.keys();
    if (known.size > KITS && oldest !== undefined) known.delete(oldest);
    return found;
  };
}

/** `GET /kits/{id}/losses`: counts and rules, nothing of what was found in messages. */
export function lossesRoute(app: App, context: Context): void {
  const { registry, losses, latest, now } = context.ports;
  const silences = rememberedSilences(context);
  /** Arrival of the newest message, also of before the start. */
  const heard = (kit: string, since: number | undefined) =>
    latest.ofKit(kit).reduce((newest, { received }) => Math.max(newest ?? received, received), since);
  app.get(
    '/kits/:id/losses',
    {
      schema: {
        summary: "What was lost of a kit's messages, how often it sends, and when it was silent",
        tags: ['kits'],
        params: idParams,
        response: answers(lossesSchema),
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      if (registry.kit(id) === undefined)
        return problem('not_found', `No kit "${id}" is registered; /api/v1/kits lists them.`);
      const { since, sinceStart, hours, usual: told, lastHeard } = losses(id);
      const { usual, gaps } = await silences(id, told);
      const last = heard(id, lastHeard);
      reply.header('cache-control', 'no-cache');
      return {
        kit: id,
        since: iso(since),
        sinceStart: copied(sinceStart),
        lastDay: copied(together(hours)),
        hours: hours.map(({ hour, ...sums }) => ({ hour: iso(hour), ...copied(sums) })),
        intervalMs: usual ?? null,
        lastHeard: last === undefined ? null : iso(last),
        overdue:
          usual !== undefined && last !== undefined && now() - last > Math.max(PATIENCE, MISSED * usual),
        gaps: gaps.slice(0, LISTED).map(gapView),
        moreGaps: Math.max(0, gaps.length - LISTED),
      };
    },
  );
}
