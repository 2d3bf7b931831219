import { readFileSync, statSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { done, type Fresh, fields, freshRegistry } from './fresh.test-kit.ts';

let fresh: Fresh;
beforeEach(async () => {
  fresh = await freshRegistry();
});
afterEach(() => fresh.end());

const NAMED = fields({ name: 'Kit' });

async function registered(open = false): Promise<string | undefined> {
  return done(await fresh.registry.register(NAMED, { id: 'k1', open })).token;
}

it('a token of 26 characters opens its own kit only, also after a restart', async () => {
  const token = (await registered()) ?? '';
  done(await fresh.registry.register(NAMED, { id: 'k2' }));
  expect(token).toMatch(/^[a-z2-7]{26}$/);
  for (const registry of [fresh.registry, await fresh.reopen()]) {
    expect(registry.authenticate('k1', token)).toBe(true);
    expect(registry.authenticate('k2', token)).toBe(false);
    expect(registry.authenticate('nobody', token)).toBe(false);
    expect(registry.authenticate('k1', `${token.slice(0, 25)}${token.endsWith('a') ? 'b' : 'a'}`)).toBe(
      false,
    );
    expect(registry.authenticate('k1', '')).toBe(false);
    expect(registry.authenticate('k1', token.repeat(1000))).toBe(false);
  }
});

it('the token itself is nowhere in the file, which only its owner may read', async () => {
  const token = (await registered()) ?? '';
  await fresh.reopen();
  expect(readFileSync(fresh.path).includes(token)).toBe(false);
  expect(statSync(fresh.path).mode & 0o777).toBe(0o600);
});

it('rotating ends the older token at once', async () => {
  const old = (await registered()) ?? '';
  const { token } = done(await fresh.registry.rotate('k1'));
  for (const registry of [fresh.registry, await fresh.reopen()]) {
    expect(registry.authenticate('k1', old)).toBe(false);
    expect(registry.authenticate('k1', token)).toBe(true);
  }
});

describe('rotating with an overlap', () => {
  const HOUR = 3_600_000;
  afterEach(() => vi.useRealTimers());

  it('leaves the older token for that long, also over a restart, and ends it then', async () => {
    const old = (await registered()) ?? '';
    const { token } = done(await fresh.registry.rotate('k1', HOUR));
    for (const registry of [fresh.registry, await fresh.reopen()]) {
      expect(registry.authenticate('k1', old)).toBe(true);
      expect(registry.authenticate('k1', token)).toBe(true);
    }
    fresh.clock += HOUR;
    expect(fresh.registry.authenticate('k1', old)).toBe(false);
    expect(fresh.registry.authenticate('k1', token)).toBe(true);
  });

  it('ends no session until a token stops working, then within a minute', async () => {
    await registered();
    vi.useFakeTimers({ toFake: ['setInterval'] });
    await fresh.reopen();
    const told: string[] = [];
    fresh.registry.onChange((event) => told.push(event.type));
    done(await fresh.registry.rotate('k1', HOUR));
    vi.advanceTimersByTime(60_000);
    await fresh.registry.setSetting('a', 'change that waits for those before it');
    expect(told).toEqual([]);
    fresh.clock += HOUR;
    vi.advanceTimersByTime(60_000);
    await fresh.registry.setSetting('a', 'change that waits for those before it');
    expect(told).toEqual(['credentials_changed']);
    vi.advanceTimersByTime(60_000);
    await fresh.registry.setSetting('a', 'change that waits for those before it');
    expect(told).toHaveLength(1);
  });

  it('twice leaves the newest of the older tokens only, and ends the sessions of the other', async () => {
    const first = (await registered()) ?? '';
    const { token: second } = done(await fresh.registry.rotate('k1', HOUR));
    const told: string[] = [];
    fresh.registry.onChange((event) => told.push(event.type));
    const { token: third } = done(await fresh.registry.rotate('k1', HOUR));
    expect(told).toEqual(['credentials_changed']);
    for (const registry of [fresh.registry, await fresh.reopen()])
      expect([first, second, third].map((token) => registry.authenticate('k1', token))).toEqual([
        false,
        true,
        true,
      ]);
  });

  it('is over at once when the kit is rotated without one, or revoked', async () => {
    const old = (await registered()) ?? '';
    const { token } = done(await fresh.registry.rotate('k1', HOUR));
    done(await fresh.registry.rotate('k1'));
    expect(fresh.registry.authenticate('k1', old)).toBe(false);
    expect(fresh.registry.authenticate('k1', token)).toBe(false);
    const { token: newest } = done(await fresh.registry.rotate('k1', HOUR));
    expect(fresh.registry.hasToken('k1')).toBe(true);
    expect(await fresh.registry.revoke('k1')).toBe(true);
    for (const registry of [fresh.registry, await fresh.reopen()]) {
      expect(registry.authenticate('k1', newest)).toBe(false);
      expect(registry.hasToken('k1')).toBe(false);
    }
  });
});

it('revoking takes the token away and does not open the kit', async () => {
  const token = (await registered()) ?? '';
  expect(await fresh.registry.revoke('k1')).toBe(true);
  expect(await fresh.registry.revoke('k1')).toBe(true);
  for (const registry of [fresh.registry, await fresh.reopen()]) {
    expect(registry.authenticate('k1', token)).toBe(false);
    expect(registry.kit('k1')?.open).toBe(false);
  }
});

it('an open kit has no token; rotating gives it one and closes it', async () => {
  expect(await registered(true)).toBeUndefined();
  expect(fresh.registry.kit('k1')?.open).toBe(true);
  expect(fresh.registry.authenticate('k1', '')).toBe(false);
  const { token } = done(await fresh.registry.rotate('k1'));
  for (const registry of [fresh.registry, await fresh.reopen()]) {
    expect(registry.kit('k1')?.open).toBe(false);
    expect(registry.kits()[0]?.open).toBe(false);
    expect(registry.authenticate('k1', token)).toBe(true);
  }
});

it('there is nothing to rotate or revoke where there is no kit', async () => {
  expect(await fresh.registry.rotate('none')).toMatchObject({ obstacle: 'not_found' });
  expect(await fresh.registry.revoke('none')).toMatchObject({ obstacle: 'not_found' });
});

it('the administrator is made once and known after a restart', async () => {
  expect(fresh.registry.isAdministrator('')).toBe(false);
  const both = await Promise.all([
    fresh.registry.createAdministrator(),
    fresh.registry.createAdministrator(),
  ]);
  const [token = '', second] = both;
  expect(second).toBeUndefined();
  for (const registry of [fresh.registry, await fresh.reopen()]) {
    expect(registry.isAdministrator(token)).toBe(true);
    expect(registry.isAdministrator(`${token}a`)).toBe(false);
    expect(await registry.createAdministrator()).toBeUndefined();
  }
});
