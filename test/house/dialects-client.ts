import type { Kit as RegisteredKit } from '../../domain/kit.ts';
import type { Receipt } from '../../domain/receipt.ts';
import type { TokenPlace } from '../../protocols/contract.ts';
import { connectKit, eventually, getJson, type Kit } from './client.ts';
import type { Sent } from './dialects-messages.ts';
import type { Program } from './program.ts';

/** Where a request bears the kit's token. */
export type Bearing = TokenPlace | 'basic' | 'prefix';

/** What an HTTP client was told. */
export interface Told {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  /** `X-Superilla-Receipt`, its counts by name. */
  readonly receipt: Readonly<Record<string, number>>;
}

export interface KitView {
  readonly latest: readonly {
    readonly phenomenon: string;
    readonly channel: string;
    readonly value: number;
    readonly unit: string;
  }[];
}

/** Registers a kit over the API, as the administrator. */
export async function registerByApi(program: Program, fields: Partial<RegisteredKit>): Promise<Kit> {
  const answer = await fetch(`${program.http}/api/v1/kits`, {
    method: 'POST',
    headers: { authorization: `Bearer ${program.administrator}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Test kit', ...fields }),
  });
  if (answer.status !== 201) throw new Error(`${JSON.stringify(fields)}: ${await answer.text()}`);
  const { kit, credentials } = (await answer.json()) as {
    kit: { id: string };
    credentials: { username: string; password: string } | null;
  };
  const { username = '', password = '' } = credentials ?? {};
  return { id: kit.id, username, password };
}

function countsOf(header: string | null): Record<string, number> {
  const pairs = (header ?? '').split(', ').map((pair) => pair.split('='));
  return Object.fromEntries(pairs.map(([name = '', n]) => [name, Number(n)]));
}

function tokenHeader({ username, password }: Kit, bearing: Bearing): Record<string, string> {
  if (bearing === 'basic') return { authorization: `Basic ${btoa(`${username}:${password}`)}` };
  if (bearing === 'prefix' || bearing.in !== 'header') return {};
  return { [bearing.name]: bearing.scheme === undefined ? password : `${bearing.scheme} ${password}` };
}

/** The message's path and query with the token where it belongs. */
function urlOf({ topic, door }: Sent, token: string, bearing: Bearing): string {
  if (bearing === 'prefix') return `/token/${token}${topic}`;
  if (bearing === 'basic' || bearing.in === 'header') return topic;
  const { in: where, name } = bearing;
  if (where === 'query') return `${topic}${topic.includes('?') ? '&' : '?'}${name}=${token}`;
  const at = door?.path.split('/').indexOf(`:${name}`) ?? -1;
  return topic
    .split('/')
    .map((part, index) => (index === at ? token : part))
    .join('/');
}

/** Sends a message over HTTP as the kit. */
export async function post(
  { http }: Program,
  message: Sent,
  { as, bearing = 'basic' }: { as: Kit; bearing?: Bearing },
): Promise<Told> {
  const { door, headers, payload } = message;
  const answer = await fetch(http + urlOf(message, as.password, bearing), {
    method: door?.method ?? 'POST',
    headers: { ...headers, ...tokenHeader(as, bearing) },
    ...(payload.length > 0 && { body: new Uint8Array(payload) }),
  });
  const receipt = countsOf(answer.headers.get('x-superilla-receipt'));
  const type = answer.headers.get('content-type') ?? '';
  return { status: answer.status, type, body: await answer.text(), receipt };
}

/** Publishes messages over MQTT as the kit and waits for every acknowledgement. */
export async function publish(program: Program, messages: readonly Sent[], as: Kit): Promise<void> {
  const client = await connectKit(program, as);
  try {
    for (const { topic, payload, retained } of messages)
      await client.publishAsync(topic, payload, { qos: 1, retain: retained });
  } finally {
    await client.endAsync();
  }
}

/** The newest receipts of a kit as it may see them itself, newest first. */
export async function receiptsOf(program: Program, kit: Kit): Promise<readonly Receipt[]> {
  const headers = kit.password === '' ? {} : tokenHeader(kit, 'basic');
  const path = `/api/v1/kits/${kit.id}/receipts`;
  return (await getJson<{ receipts: Receipt[] }>(program, path, { headers })).receipts;
}

/** Does something as a kit, and gives the receipt that comes of it. */
export async function receiptFor(
  program: Program,
  kit: Kit,
  act: () => Promise<unknown>,
): Promise<Receipt | undefined> {
  const [before] = await receiptsOf(program, kit);
  await act();
  const [newest] = await eventually(
    () => receiptsOf(program, kit),
    ([first]) => first !== undefined && first.id !== before?.id,
  );
  return newest?.id === before?.id ? undefined : newest;
}

/** Takes its identifier from a kit, for another to have it. */
export async function retire(program: Program, kit: Kit): Promise<void> {
  const answer = await fetch(`${program.http}/api/v1/kits/${kit.id}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${program.administrator}`, 'content-type': 'application/json' },
    body: JSON.stringify({ externalId: null }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

/** A kit as its page shows it. */
export function viewOf(program: Program, kit: Kit): Promise<KitView> {
  return getJson<KitView>(program, `/api/v1/kits/${kit.id}`);
}
