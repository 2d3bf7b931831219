import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/**
 * Credentials of this run only, for the house's own clients (the demonstration, a replay): they act as a kit without
 * knowing or replacing its token, and end with the process.
 */
export class Passes {
  private readonly byKit = new Map<string, Buffer>();

  /** A new pass for the kit; an earlier one stops working. */
  issue(kit: string): string {
    const token = randomBytes(16).toString('base64url');
    this.byKit.set(kit, digest(token));
    return token;
  }

  isPass(kit: string, token: string): boolean {
    const held = this.byKit.get(kit);
    return held !== undefined && timingSafeEqual(held, digest(token));
  }

  withdraw(kit: string): void {
    this.byKit.delete(kit);
  }
}
