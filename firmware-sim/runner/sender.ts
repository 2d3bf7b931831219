import type { Outgoing } from '../../protocols/contract.ts';

/** One virtual kit's own way to the platform. */
export interface Sender {
  /** Resolves when the message was taken in, or when it is known that it will not be. Never rejects. */
  send(message: Outgoing): Promise<void>;
  close(): Promise<void>;
}

/** What the runner writes to a log; pino's loggers fit. */
export interface Log {
  warn(details: object, message: string): void;
}
