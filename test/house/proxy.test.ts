import { afterEach, expect, it } from 'vitest';
import { type Program, startSuperilla } from './program.ts';

let program: Program;
afterEach(() => program.end());

function askAs(address: string): Promise<Response> {
  return fetch(`${program.http}/api/v1/kits`, { headers: { 'X-Forwarded-For': address } });
}

it('holds each address behind a trusted proxy to the rate of the API, and counts what it refuses', async () => {
  program = await startSuperilla({ env: { SUPERILLA_API_RATE: '2', SUPERILLA_TRUST_PROXY: 'loopback' } });
  expect((await askAs('203.0.113.9')).headers.get('ratelimit-remaining')).toBe('1');
  // What a visitor writes in front of the proxy's own word is not believed.
  expect((await askAs('198.51.100.1, 203.0.113.9')).status).toBe(200);
  const late = await askAs('203.0.113.9');
  expect(late.status).toBe(429);
  expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await askAs('203.0.113.10')).status).toBe(200);
  const metrics = await (await fetch(`${program.http}/metrics`)).text();
  expect(metrics).toContain('\nsuperilla_api_rate_limited_total 1\n');
});

it('believes no X-Forwarded-For unless the proxy is named', async () => {
  program = await startSuperilla({ env: { SUPERILLA_API_RATE: '1', SUPERILLA_TRUST_PROXY: '192.0.2.1' } });
  for (let n = 0; n < 3; n++) {
    const answer = await askAs('203.0.113.9');
    expect(answer.status).toBe(200);
    // The address is this machine's own, which is held to no rate.
    expect(answer.headers.get('ratelimit-limit')).toBeNull();
  }
});
