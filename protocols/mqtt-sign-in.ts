import type { Connection, Setting } from './contract.ts';

/** How a kit signs in to the broker. */
export interface MqttSignIn {
  /** The listener without credentials for a kit that has none, else the one that asks for them. */
  readonly port: number;
  /** User name and password, under the names that the firmware gives them; empty for an open kit. */
  readonly settings: readonly Setting[];
}

/** The broker's port for a kit, and what it signs in with. A token that is not known any more is shown as `<token>`. */
export function mqttSignIn(
  { kit, mqttPort, openMqttPort, token }: Connection,
  [user, password]: readonly [user: string, password: string],
): MqttSignIn {
  if (token === undefined && openMqttPort !== undefined) return { port: openMqttPort, settings: [] };
  return {
    port: mqttPort,
    settings: [
      { name: user, value: kit },
      { name: password, value: token ?? '<token>' },
    ],
  };
}
