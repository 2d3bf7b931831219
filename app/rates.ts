import { isLoopback } from '../broker/connect-guard.ts';
import type { Sender } from '../domain/envelope.ts';
import type { SenderMeter } from '../ingest/rates.ts';
import type { House } from './house.ts';

interface From {
  /** The token that proved the kit, where one did. */
  readonly token: string | undefined;
  readonly address: string;
}

/**
 * What counts a sender's messages; undefined for one that is held to no rate: a pass of this run (the demonstration, a replay),
 * and open senders on this machine, behind whose address (a proxy, a gateway) many kits may stand.
 */
export function meterOf(house: House, sender: Sender, { token, address }: From): SenderMeter | undefined {
  const { passes, rates } = house;
  if (sender.kind === 'open') return isLoopback(address) ? undefined : rates.of(`open/${address}`);
  if (token !== undefined && passes.isPass(sender.kit, token)) return undefined;
  return rates.of(`kit/${sender.kit}`);
}
