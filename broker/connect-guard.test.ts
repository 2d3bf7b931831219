import { expect, test } from 'vitest';
import { ConnectGuard } from './connect-guard.ts';
import { DEFAULT_LIMITS } from './limits.ts';

const guardOf = (connectsPerAddress: number) => new ConnectGuard({ ...DEFAULT_LIMITS, connectsPerAddress });

test('an address has so many connections per window, and then again', () => {
  const guard = guardOf(2);
  const at = (now: number) => guard.admits('192.0.2.7', now);
  expect([at(0), at(1), at(2), at(9_999)]).toEqual([true, true, false, false]);
  expect(guard.admits('192.0.2.8', 3)).toBe(true);
  expect(at(10_000)).toBe(true);
});

test('a clock that was set back does not shut anybody out', () => {
  const guard = guardOf(1);
  expect(guard.admits('192.0.2.7', 1_000_000)).toBe(true);
  expect(guard.admits('192.0.2.7', 1_000)).toBe(true);
});

test('an IPv6 network counts as one address, and a mapped IPv4 address as itself', () => {
  const guard = guardOf(1);
  expect(guard.admits('2001:db8::1', 0)).toBe(true);
  expect(guard.admits('2001:db8:0:0:5::9', 0)).toBe(false);
  expect(guard.admits('2001:db8:0:1::1', 0)).toBe(true);
  expect(guard.admits('::ffff:192.0.2.7', 0)).toBe(true);
  expect(guard.admits('192.0.2.7', 0)).toBe(false);
});

test('loopback is exempt, and 0 switches the bound off', () => {
  const guard = guardOf(1);
  for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1', '127.0.0.1', '::1']) {
    expect(guard.admits(address, 0)).toBe(true);
  }
  const off = guardOf(0);
  expect([off.admits('192.0.2.7', 0), off.admits('192.0.2.7', 0)]).toEqual([true, true]);
});
