import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { connectKit, eventually, registerKit } from './client.ts';
import { startSuperilla } from './program.ts';

const BROKEN_DISK = new URL('../../journal/fixtures/broken-disk.mjs', import.meta.url).href;

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

it("ends with words when the journal's thread dies, acknowledges nothing more, and starts again with everything", async () => {
  const folder = mkdtempSync(join(tmpdir(), 'superilla-thread-'));
  const order = join(folder, 'order');
  const env = { NODE_OPTIONS: `--import ${BROKEN_DISK}`, BROKEN_DISK: order };
  const program = await startSuperilla({ env });
  const again = await (async () => {
    const kit = await registerKit(program);
    const client = await connectKit(program, kit);
    await client.publishAsync(`kits/${kit.id}/readings`, '{"pm2_5":1}', { qos: 1 });
    writeFileSync(order, 'DIE');
    const second = client.publishAsync(`kits/${kit.id}/readings`, '{"pm2_5":2}', { qos: 1 });
    const outcome = second.then(
      () => 'acknowledged',
      () => 'not acknowledged',
    );
    expect(
      await eventually(
        async () => runs(program.pid),
        (alive) => !alive,
        15_000,
      ),
    ).toBe(false);
    client.end(true);
    expect(await outcome).toBe('not acknowledged');
    expect(program.log()).toContain("The journal's thread has died");
    return startSuperilla({ data: program.data });
  })();
  const answer = await fetch(`${again.http}/readyz`);
  expect(answer.status).toBe(200);
  await again.end();
  rmSync(folder, { recursive: true, force: true });
});
