import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import type { Receipt } from '../../domain/receipt.ts';
import type { Program } from './program.ts';

/** A registered kit as `superilla kit register --json` gives it. */
export interface Kit {
  readonly id: string;
  readonly username: string;
  readonly password: string;
}

/** Registers a kit by the command, as a maker's helper does. */
export async function registerKit(program: Program, ...flags: string[]): Promise<Kit> {
  const { code, stdout, stderr } = await program.command(
    'kit',
    'register',
    '--name',
    'Test kit',
    ...flags,
    '--json',
  );
  if (code !== 0) throw new Error(stderr);
  const made = JSON.parse(stdout) as {
    kit: { id: string };
    credentials: { username: string; password: string } | null;
  };
  return {
    id: made.kit.id,
    username: made.credentials?.username ?? '',
    password: made.credentials?.password ?? '',
  };
}

/** Connects a kit over MQTT; rejects also when the connection ends before it stands, where mqtt.js waits for ever. */
export async function connectKit(
  program: Program,
  kit: Kit,
  options: IClientOptions = {},
): Promise<MqttClient> {
  const { username, password } = kit;
  const client = connect(program.mqtt, { username, password, reconnectPeriod: 0, ...options });
  try {
    await new Promise<void>((resolve, reject) => {
      client.once('connect', () => resolve());
      client.once('error', reject);
      client.once('close', () => reject(new Error('closed before it was connected')));
    });
  } catch (error) {
    client.end(true);
    throw error;
  }
  return client;
}

/** GET of a JSON document of the API. */
export async function getJson<T>(program: Program, path: string, init: RequestInit = {}): Promise<T> {
  const answer = await fetch(`${program.http}${path}`, init);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** Asks again until `accept` is content, at most `ms`; gives what it saw last. */
export async function eventually<T>(
  ask: () => Promise<T>,
  accept: (seen: T) => boolean,
  ms = 5000,
): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const seen = await ask();
    if (accept(seen) || Date.now() > end) return seen;
    await sleep(50);
  }
}

/** Collects the receipts of a kit from its topic. */
export async function listenReceipts(client: MqttClient, kit: Kit): Promise<Receipt[]> {
  const receipts: Receipt[] = [];
  client.on('message', (topic, payload) => {
    if (topic === `kits/${kit.id}/receipts`) receipts.push(JSON.parse(payload.toString()) as Receipt);
  });
  await client.subscribeAsync(`kits/${kit.id}/receipts`);
  return receipts;
}

/** Every value of a kit as the CSV export has it: `time phenomenon channel` → value text. */
export async function exported(program: Program, query: string): Promise<Map<string, string>> {
  const answer = await fetch(`${program.http}/api/v1/readings?format=csv&${query}`);
  const [head = '', ...lines] = (await answer.text())
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/\r$/, ''));
  const columns = head.split(',');
  const at = (name: string) => columns.indexOf(name);
  const values = new Map<string, string>();
  for (const line of lines) {
    const cells = line.split(',');
    const key = `${cells[at('kit')]} ${cells[at('time')]} ${cells[at('phenomenon')]} ${cells[at('channel')]}`;
    if (values.has(key)) throw new Error(`twice in the export: ${key}`);
    values.set(key, cells[at('value')] ?? '');
  }
  return values;
}
