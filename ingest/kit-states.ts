import { type DialectState, MAX_STATE_BYTES } from '../protocols/contract.ts';
import type { KitState, Registry } from '../registry/contract.ts';

/**
 * What stateful dialects remember of kits: the newest from memory, durable in the registry before the message that
 * brought it leaves the journal's care (`flush` is called before each commit).
 */
export class KitStates {
  readonly #registry: Pick<Registry, 'dialectState' | 'keepDialectStates'>;
  /** By kit and dialect: what the registry does not have yet. */
  #unsaved = new Map<string, KitState>();

  constructor(registry: Pick<Registry, 'dialectState' | 'keepDialectStates'>) {
    this.#registry = registry;
  }

  get(kit: string, dialect: string): DialectState | undefined {
    return this.#unsaved.get(`${kit} ${dialect}`)?.state ?? this.#registry.dialectState(kit, dialect);
  }

  /** Takes note of a new state; one that is too large is left out, and the old one stays. */
  note(kit: string, dialect: string, state: DialectState): void {
    if (Buffer.byteLength(JSON.stringify(state)) > MAX_STATE_BYTES) return;
    this.#unsaved.set(`${kit} ${dialect}`, { kit, dialect, state });
  }

  /** Makes durable what is new. What could not be written stays new. */
  async flush(): Promise<void> {
    if (this.#unsaved.size === 0) return;
    const saved = new Map(this.#unsaved);
    await this.#registry.keepDialectStates([...saved.values()]);
    for (const [key, state] of saved) if (this.#unsaved.get(key) === state) this.#unsaved.delete(key);
  }
}
