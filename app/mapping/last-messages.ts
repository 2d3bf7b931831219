import type { Envelope } from '../../domain/envelope.ts';
import type { House } from '../house.ts';
import { envelopeAgain } from '../reentry/envelope-again.ts';

/** Messages of a kit that are shown. */
const SHOWN = 10;
/** How far back in the journal they are looked for. */
const FRAMES = 20_000;
/** For so long they are not looked for anew, ms: whoever writes a mapping tries it again and again. */
const FRESH = 5_000;
const KITS = 16;

/** A message with its place in the journal. */
interface Placed {
  readonly seq: number;
  readonly envelope: Envelope;
}

async function keptAside(house: House, kit: string): Promise<Placed[]> {
  const records = await house.registry.quarantinedOf({ kit });
  return records
    .slice(-SHOWN)
    .map((record) => ({ seq: record.seq, envelope: envelopeAgain(record, record.kit) }));
}

async function journalled(house: House, kit: string): Promise<Placed[]> {
  const { durable } = house.journal.state();
  const last: Placed[] = [];
  for await (const frame of house.journal.read(Math.max(0, durable - FRAMES))) {
    if (frame.seq > durable) break;
    if (frame.kind !== 'message' || frame.kit !== kit || frame.transport === 'file') continue;
    last.push({ seq: frame.seq, envelope: envelopeAgain(frame, frame.kit) });
    if (last.length > SHOWN) last.shift();
  }
  return last;
}

/** The last messages of kits, as they came. */
export class LastMessages {
  readonly #house: House;
  readonly #known = new Map<string, { readonly at: number; readonly found: Promise<readonly Envelope[]> }>();
  /** The journal is read for one kit at a time. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(house: House) {
    this.#house = house;
  }

  /** Up to ten messages of a kit, newest first. */
  of(kit: string): Promise<readonly Envelope[]> {
    const known = this.#known.get(kit);
    if (known !== undefined && performance.now() - known.at < FRESH) return known.found;
    const found = this.#turn.then(() => this.#look(kit));
    this.#turn = found.catch(() => undefined);
    found.catch(() => this.#known.delete(kit));
    this.#known.delete(kit);
    this.#known.set(kit, { at: performance.now(), found });
    const [oldest] = this.#known.keys();
    if (this.#known.size > KITS && oldest !== undefined) this.#known.delete(oldest);
    return found;
  }

  async #look(kit: string): Promise<readonly Envelope[]> {
    const both = [...(await keptAside(this.#house, kit)), ...(await journalled(this.#house, kit))];
    const bySeq = new Map(both.map((one) => [one.seq, one]));
    return [...bySeq.values()]
      .sort((a, b) => b.seq - a.seq)
      .slice(0, SHOWN)
      .map(({ envelope }) => envelope);
  }
}
