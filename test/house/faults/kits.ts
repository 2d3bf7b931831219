import type { Kit } from '../client.ts';
import type { Program } from '../program.ts';

/** Registers a kit over HTTP with the administrator's token. */
async function register(program: Program, fields: object): Promise<Kit> {
  const answer = await fetch(`${program.http}/api/v1/kits`, {
    method: 'POST',
    headers: { authorization: `Bearer ${program.administrator}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Test kit', ...fields }),
  });
  if (answer.status !== 201) throw new Error(await answer.text());
  const made = (await answer.json()) as {
    kit: { id: string };
    credentials: { username: string; password: string };
  };
  return { id: made.kit.id, ...made.credentials };
}

/** Registers `count` kits; the program's folder must be new, for the administrator's token is told once. */
export async function registerKits(program: Program, count: number, fields: object = {}): Promise<Kit[]> {
  const kits: Kit[] = [];
  for (let n = 0; n < count; n++) kits.push(await register(program, fields));
  return kits;
}
