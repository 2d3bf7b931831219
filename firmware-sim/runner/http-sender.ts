import type { Outgoing } from '../../protocols/contract.ts';
import type { Log, Sender } from './sender.ts';

/** Longest wait for an answer; firmware gives up after 20 s as well. */
const PATIENCE = 20_000;

interface HttpSenderOptions {
  /** Root of the server: `http://127.0.0.1:8080`. */
  readonly http: string;
  readonly kit: string;
  /** Undefined for kits without a token. */
  readonly token: string | undefined;
  readonly signal: AbortSignal;
  readonly log: Log;
}

/** Posts each message with the kit's name and token, as firmware with basic authentication does. What fails is not sent again. */
export function httpSender({ http, kit, token, signal, log }: HttpSenderOptions): Sender {
  const sign = token === undefined ? {} : { authorization: `Basic ${btoa(`${kit}:${token}`)}` };
  let complained = false;

  /** One line in the log until it works again: a server that is away is no news every ten seconds. */
  function complain(details: object): void {
    if (!complained && !signal.aborted)
      log.warn({ kit, ...details }, 'a virtual kit could not post its readings');
    complained = true;
  }

  async function post({ topic, headers, payload }: Outgoing): Promise<void> {
    const answer = await fetch(new URL(topic, http), {
      method: 'POST',
      headers: { ...headers, ...sign },
      body: new Uint8Array(payload),
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]),
    });
    await answer.arrayBuffer();
    if (answer.ok) complained = false;
    else complain({ status: answer.status });
  }

  return {
    send: (message) => post(message).catch((error: unknown) => complain({ err: error })),
    close: () => Promise.resolve(),
  };
}
