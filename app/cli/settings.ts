import type { Command } from 'commander';
import { readConfig } from '../config/read.ts';
import type { Config } from '../config/schema.ts';
import { type Connection, connect } from './connect.ts';
import { EXIT } from './exit-codes.ts';
import { Stop } from './stop.ts';

/** The configuration for a command; wrong values end it with the key, what was given and what is accepted. */
export function settings(command: Command, override: Record<string, string> = {}): Config {
  const { config: file } = command.optsWithGlobals<{ config?: string }>();
  const config = readConfig(file, { ...process.env, ...override });
  if (!Array.isArray(config)) return config;
  const lines = config.map(
    ({ key, given, accepted }) => `  ${key}=${JSON.stringify(given)} is not accepted: ${accepted}`,
  );
  throw new Stop(`These settings are wrong:\n${lines.join('\n')}`, EXIT.usage);
}

/** Runs `work` with a connection to the house, and ends the connection whatever happens. */
export async function withHouse<T>(
  command: Command,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await connect(settings(command));
  try {
    return await work(connection);
  } finally {
    await connection.client.close();
  }
}
