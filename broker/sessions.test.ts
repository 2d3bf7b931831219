import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from './limits.ts';
import { Sessions } from './sessions.ts';

const LIMITS = { ...DEFAULT_LIMITS, sessionsPerOwner: 2, sessionOwners: 2 };
const subscription = { topic: 'city/a', qos: 1 as const };

async function remember(sessions: Sessions, id: string): Promise<void> {
  await sessions.addSubscriptions({ id, clean: false }, [subscription]);
  await sessions.incomingStorePacket({ id, clean: false }, { messageId: 4 });
}

async function isKnown(sessions: Sessions, id: string): Promise<boolean> {
  return (await sessions.subscriptionsByClient({ id })).length > 0;
}

test('the session of a kit that was unused longest gives way to one more', async () => {
  const sessions = new Sessions(LIMITS, () => true);
  await remember(sessions, 'kit/a/1');
  await remember(sessions, 'kit/a/2');
  expect(await isKnown(sessions, 'kit/a/1')).toBe(true);
  await remember(sessions, 'kit/a/3');
  expect(await isKnown(sessions, 'kit/a/2')).toBe(false);
  expect(sessions.awaitsRelease('kit/a/2', 4)).toBe(false);
  expect(await isKnown(sessions, 'kit/a/1')).toBe(true);
  expect(sessions.awaitsRelease('kit/a/1', 4)).toBe(true);
});

test('the owner who was away longest gives way to one more', async () => {
  const sessions = new Sessions(LIMITS, () => true);
  for (const id of ['kit/a/1', 'open/::1/x', 'kit/b/1']) await remember(sessions, id);
  expect(await isKnown(sessions, 'kit/a/1')).toBe(false);
  expect(await isKnown(sessions, 'open/::1/x')).toBe(true);
  expect(await isKnown(sessions, 'kit/b/1')).toBe(true);
});

test('forgetting an owner forgets its sessions and nobody else', async () => {
  const sessions = new Sessions(LIMITS, () => true);
  await remember(sessions, 'kit/a/1');
  await remember(sessions, 'kit/ab/1');
  sessions.forget('kit/a');
  expect(await isKnown(sessions, 'kit/a/1')).toBe(false);
  expect(sessions.awaitsRelease('kit/a/1', 4)).toBe(false);
  expect(await isKnown(sessions, 'kit/ab/1')).toBe(true);
});

test('a session that holds nothing any more leaves no trace', async () => {
  const sessions = new Sessions({ ...LIMITS, sessionOwners: 1 }, () => true);
  await remember(sessions, 'kit/a/1');
  await sessions.cleanSubscriptions({ id: 'kit/b/1' });
  expect(await isKnown(sessions, 'kit/a/1')).toBe(true);
  await sessions.incomingDelPacket({ id: 'kit/a/1' }, { messageId: 4 });
  expect(sessions.awaitsRelease('kit/a/1', 4)).toBe(false);
  await expect(sessions.incomingGetPacket({ id: 'kit/a/1' }, { messageId: 4 })).rejects.toThrow(
    'no such packet',
  );
});
