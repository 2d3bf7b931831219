type Say = (fields: object, message: string) => void;

/** What the broker needs of a logger; a pino logger fits. Nothing is logged per message. */
export interface BrokerLog {
  readonly warn: Say;
  readonly info: Say;
  readonly debug: Say;
}

/** Says nothing. */
export const SILENT: BrokerLog = { warn: () => {}, info: () => {}, debug: () => {} };
