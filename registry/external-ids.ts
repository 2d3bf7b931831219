import type { Kit } from '../domain/kit.ts';

/** Dialects whose identifiers are hexadecimal or decimal numbers: `ESP8266-1A2B` and `esp8266-1a2b` are one board. */
const CASELESS: ReadonlySet<string> = new Set(['airgradient', 'airrohr', 'opensensemap', 'smart-citizen']);

/** The form in which a dialect's identifiers are compared. */
export function externalKey(dialect: string, externalId: string): string {
  return CASELESS.has(dialect) ? externalId.toLowerCase() : externalId;
}

/** Kits by dialect and the identifier their firmware sends. */
export class ExternalIds {
  readonly #dialects = new Map<string, Map<string, Kit>>();

  find(dialect: string, externalId: string): Kit | undefined {
    return this.#dialects.get(dialect)?.get(externalKey(dialect, externalId));
  }

  add(kit: Kit): void {
    if (kit.externalId === undefined) return;
    const kits = this.#dialects.get(kit.dialect) ?? new Map<string, Kit>();
    this.#dialects.set(kit.dialect, kits.set(externalKey(kit.dialect, kit.externalId), kit));
  }

  delete(kit: Kit): void {
    if (kit.externalId === undefined) return;
    this.#dialects.get(kit.dialect)?.delete(externalKey(kit.dialect, kit.externalId));
  }
}
