import { accessSync, constants, mkdirSync, readdirSync, statfsSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Config } from '../config/schema.ts';
import { lockFolder } from '../lock.ts';
import { type Running, runningOn } from '../running.ts';
import { examineServer } from './examine-server.ts';
import { examineStore } from './examine-store.ts';

/** One thing looked at: how it is, and what to do about it. */
export interface Finding {
  readonly about: string;
  readonly state: 'good' | 'note' | 'bad';
  readonly words: string;
  readonly advice?: string;
}

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const fits = (major === 20 && minor >= 19) || (major > 20 && major < 25);
  return fits
    ? { about: 'Node.js', state: 'good', words: process.versions.node }
    : {
        about: 'Node.js',
        state: 'bad',
        words: `${process.versions.node} is not supported`,
        advice: 'Use Node.js 20.19 or later, below 25; 24 is recommended.',
      };
}

function folder(config: Config): Finding {
  const path = config.SUPERILLA_DATA;
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    return {
      about: 'Data folder',
      state: 'bad',
      words: `${path} cannot be written: ${String(error)}`,
      advice: 'Give this user the folder, or set SUPERILLA_DATA to another one.',
    };
  }
  const open = (statSync(path).mode & 0o077) !== 0;
  return open
    ? {
        about: 'Data folder',
        state: 'note',
        words: `${path} can be read by other users`,
        advice: `chmod 700 ${path}`,
      }
    : { about: 'Data folder', state: 'good', words: path };
}

function disk(config: Config): Finding {
  const { bavail, bsize } = statfsSync(config.SUPERILLA_DATA);
  const free = Math.floor((bavail * bsize) / 1024 ** 2);
  const floor = config.SUPERILLA_JOURNAL_FLOOR_MB;
  const words = `${free.toLocaleString('en')} MB free`;
  if (free <= floor)
    return {
      about: 'Disk',
      state: 'bad',
      words: `${words}, at or below the floor of ${floor} MB: nothing is acknowledged`,
      advice: 'Make space on this disk.',
    };
  if (free < floor * 10)
    return {
      about: 'Disk',
      state: 'note',
      words,
      advice: `Messages are acknowledged until ${floor} MB are left.`,
    };
  return { about: 'Disk', state: 'good', words };
}

/** Newest change in the journal, ms; 0 without one. */
function newestJournal(data: string): number {
  try {
    return Math.max(
      0,
      ...readdirSync(join(data, 'journal')).map((name) => statSync(join(data, 'journal', name)).mtimeMs),
    );
  } catch {
    return 0;
  }
}

function clock(config: Config): Finding {
  const now = Date.now();
  const newest = newestJournal(config.SUPERILLA_DATA);
  if (now < Date.UTC(2026, 0, 1))
    return {
      about: 'Clock',
      state: 'bad',
      words: `${new Date(now).toISOString()} is in the past`,
      advice: 'Set the clock: install systemd-timesyncd or chrony.',
    };
  if (newest > now + 60_000)
    return {
      about: 'Clock',
      state: 'bad',
      words: `it is behind the journal by ${Math.round((newest - now) / 1000)} s`,
      advice: 'Set the clock (NTP). Until then times of kits are not judged to be ahead.',
    };
  return { about: 'Clock', state: 'good', words: new Date(now).toISOString() };
}

async function port(about: string, wanted: { host: string; port: number; key: string }): Promise<Finding> {
  const probe = createServer();
  const error = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    probe.once('error', resolve);
    probe.listen({ host: wanted.host, port: wanted.port, exclusive: true }, () => resolve(undefined));
  });
  if (error === undefined) {
    await new Promise((resolve) => probe.close(resolve));
    return {
      about,
      state: 'good',
      words: wanted.port === 0 ? 'a free one is picked' : `${wanted.port} is free`,
    };
  }
  return {
    about,
    state: 'bad',
    words: `${wanted.port} on ${wanted.host} cannot be opened (${error.code})`,
    advice: `Stop what uses it, or set ${wanted.key} to another port (0 picks a free one).`,
  };
}

function ports(config: Config): Promise<Finding[]> {
  const host = config.SUPERILLA_HOST;
  const open = config.SUPERILLA_MQTT_OPEN_PORT;
  return Promise.all([
    port('HTTP port', { host, port: config.SUPERILLA_HTTP_PORT, key: 'SUPERILLA_HTTP_PORT' }),
    port('MQTT port', { host, port: config.SUPERILLA_MQTT_PORT, key: 'SUPERILLA_MQTT_PORT' }),
    ...(open === undefined
      ? []
      : [port('MQTT open port', { host, port: open, key: 'SUPERILLA_MQTT_OPEN_PORT' })]),
  ]);
}

/** Looks at everything the server stands on. With a running server it asks that one; without, it looks at the folder itself. */
export async function examine(config: Config): Promise<Finding[]> {
  const findings = [node(), folder(config)];
  if (findings.some(({ state }) => state === 'bad')) return findings;
  findings.push(disk(config), clock(config));
  const lock = lockFolder(config.SUPERILLA_DATA);
  if (typeof lock !== 'function') {
    const running: Running | undefined = runningOn(config.SUPERILLA_DATA);
    return [...findings, ...(await examineServer(lock, running))];
  }
  try {
    return [...findings, ...(await ports(config)), ...(await examineStore(config))];
  } finally {
    lock();
  }
}
