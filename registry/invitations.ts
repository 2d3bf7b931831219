import type { Selectable } from 'kysely';
import type { KitFields } from '../domain/kit.ts';
import type { Invitation, Obstacle, Registered } from './contract.ts';
import type { Core } from './core.ts';
import type { Kits } from './kits.ts';
import { isObstacle, obstacle } from './obstacles.ts';
import { digestOf, newToken, randomWord } from './secrets.ts';
import type { Tables } from './tables.ts';

const DAY = 86_400_000;

/** Days an invitation is good for when nobody says otherwise. */
const DAYS = 14;

/** What an administrator says of a new invitation. */
export interface InvitationFields {
  readonly project?: string;
  readonly note?: string;
  readonly validDays?: number;
}

/** What a maker says of the kit she registers. */
interface Claim {
  readonly fields: KitFields;
  /** Whether it goes without a token. */
  readonly open: boolean;
}

function fromRow(row: Selectable<Tables['invitation']>): Invitation {
  const { id, note, expires } = row;
  return { id, project: row.project ?? undefined, note, expires, kit: row.kit ?? undefined };
}

/** Links with which one maker registers one kit. Kept by the digest of their token. */
export class Invitations {
  readonly #core: Core;
  readonly #byDigest = new Map<string, Invitation>();

  private constructor(core: Core) {
    this.#core = core;
  }

  static async load(core: Core): Promise<Invitations> {
    const invitations = new Invitations(core);
    for (const row of await core.db.selectFrom('invitation').selectAll().execute())
      invitations.#byDigest.set(row.digest, fromRow(row));
    return invitations;
  }

  async invite(given: InvitationFields): Promise<{ invitation: Invitation; token: string }> {
    const token = newToken();
    const digest = digestOf(token).toString('hex');
    const expires = this.#core.now() + (given.validDays ?? DAYS) * DAY;
    const row = {
      id: randomWord(10),
      project: given.project ?? null,
      note: given.note ?? '',
      expires,
      kit: null,
    };
    await this.#core.write((tx) =>
      tx
        .insertInto('invitation')
        .values({ ...row, digest })
        .execute(),
    );
    const invitation = fromRow({ ...row, digest });
    this.#byDigest.set(digest, invitation);
    return { invitation, token };
  }

  /** The invitation of a token that can still be claimed, or why it cannot. */
  find(token: string): Invitation | Obstacle {
    const invitation = this.#byDigest.get(digestOf(token).toString('hex'));
    if (invitation === undefined) return obstacle('not_found', 'token', 'There is no such invitation.');
    if (invitation.kit !== undefined)
      return obstacle('used', 'token', 'A kit has been registered with this invitation.');
    if (invitation.expires <= this.#core.now())
      return obstacle('expired', 'token', 'The invitation has expired; ask for a new one.');
    return invitation;
  }

  /** Whether an invitation that can still be claimed is for the project. */
  waitsFor(project: string): boolean {
    const now = this.#core.now();
    for (const one of this.#byDigest.values())
      if (one.project === project && one.kit === undefined && one.expires > now) return true;
    return false;
  }

  /** Registers a kit and spends the invitation in one transaction. The project is the invitation's, not the stranger's. */
  async claim(token: string, given: Claim, kits: Kits): Promise<Registered | Obstacle> {
    const invitation = this.find(token);
    if (isObstacle(invitation)) return invitation;
    const registered = await kits.register(
      { ...given.fields, project: invitation.project },
      { open: given.open },
      async (tx, kit) => {
        await tx.updateTable('invitation').set({ kit }).where('id', '=', invitation.id).execute();
      },
    );
    if (!isObstacle(registered))
      this.#byDigest.set(digestOf(token).toString('hex'), { ...invitation, kit: registered.kit.id });
    return registered;
  }
}
