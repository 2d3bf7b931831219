import type { BrokerLimits } from './limits.ts';

/** Counts connections by address in windows, so that one address cannot keep the broker busy with CONNECTs. */
export class ConnectGuard {
  readonly #limits: BrokerLimits;
  readonly #counts = new Map<string, number>();
  #windowEnds = 0;

  constructor(limits: BrokerLimits) {
    this.#limits = limits;
  }

  /** Counts a connection and says whether its address may have it. `now` in UTC ms. */
  admits(address: string, now: number): boolean {
    const { connectsPerAddress, connectWindowMs } = this.#limits;
    if (connectsPerAddress === 0 || isLoopback(address)) return true;
    if (now >= this.#windowEnds || now < this.#windowEnds - connectWindowMs) {
      this.#counts.clear();
      this.#windowEnds = now + connectWindowMs;
    }
    const group = addressGroup(address);
    const count = (this.#counts.get(group) ?? 0) + 1;
    this.#counts.set(group, count);
    return count <= connectsPerAddress;
  }
}

/** Whether an address is this machine's own. */
export function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.');
}

/** An IPv4 address, or the /64 network of an IPv6 address: that is what one household or attacker has. */
function addressGroup(address: string): string {
  if (address.includes('.')) return address.slice(address.lastIndexOf(':') + 1);
  const [before = '', after] = address.split('::');
  const head = before === '' ? [] : before.split(':');
  const tail = after === undefined || after === '' ? [] : after.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0');
  return [...head, ...zeros, ...tail].slice(0, 4).join(':');
}
