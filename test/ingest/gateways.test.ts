import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sender } from '../../domain/envelope.ts';
import { Identifier } from '../../ingest/identify.ts';
import { TopicRules } from '../../ingest/topics.ts';
import { NATIVE } from '../../protocols/native/protocol.ts';
import { done, type Fresh, fields, freshRegistry } from '../../registry/fresh.test-kit.ts';
import { invented, sent } from './invented.ts';

const ALONE = invented({ id: 'alone' });
const MANY = invented({ id: 'many', carriesMany: true });
const SHARED = invented({ id: 'shared', publishTopics: () => ['v1/devices/me/telemetry'] });
const HEARD = invented({ id: 'heard', subscribeTopics: ({ externalId }) => [`heard/${externalId}/cmd`] });
const OWN = invented({ id: 'own', registeredOnly: true, recognises: () => true });
const PROTOCOLS = [NATIVE, ALONE, MANY, SHARED, HEARD, OWN];

let fresh: Fresh;
beforeEach(async () => {
  fresh = await freshRegistry();
});
afterEach(() => fresh.end());

async function kit(id: string, more: { dialect: string; externalId?: string; gateway?: string }) {
  done(await fresh.registry.register(fields({ name: id, ...more }), { id }));
  return { kind: 'kit', kit: id } as const;
}

function whose(topic: string, sender: Sender) {
  const identified = new Identifier(PROTOCOLS, fresh.registry).identify(sent(topic, sender));
  return 'refusal' in identified ? identified.refusal : identified.kit.id;
}

describe('a sender', () => {
  it('brings the messages of kits that name it as their gateway', async () => {
    const server = await kit('server', { dialect: 'many' });
    await kit('soil', { dialect: 'many', externalId: 'a1', gateway: 'server' });
    expect(whose('many/a1/up', server)).toBe('soil');
  });

  it('brings no messages of other kits', async () => {
    const server = await kit('server', { dialect: 'many' });
    await kit('soil', { dialect: 'many', externalId: 'a1' });
    expect(whose('many/a1/up', server)).toBe('foreign_topic');
  });

  it('that usually carries many is not taken for a device that nobody registered', async () => {
    const server = await kit('server', { dialect: 'many', externalId: 'srv' });
    expect(whose('many/zz/up', server)).toBe('unknown_sender');
    expect(whose('many/srv/up', server)).toBe('server');
  });

  it('that carries itself only is read whatever identifier it sends', async () => {
    const sender = await kit('balcony', { dialect: 'alone', externalId: 'a1' });
    expect(whose('alone/other/up', sender)).toBe('balcony');
  });

  it('brings no messages to the path of another kit', async () => {
    const sender = await kit('balcony', { dialect: 'native' });
    await kit('roof', { dialect: 'native' });
    const identifier = new Identifier(PROTOCOLS, fresh.registry);
    const post = (path: string) => identifier.identify(sent(path, sender, { transport: 'http' }));
    expect(post('/kits/balcony/readings')).toMatchObject({ kit: { id: 'balcony' }, protocol: NATIVE });
    expect(post('/kits/roof/readings')).toMatchObject({ refusal: 'foreign_topic' });
  });

  it('without a credential is never read by a dialect for registered kits only', () => {
    expect(whose('anything', { kind: 'open' })).toBe('unknown_dialect');
  });

  it('registered for such a dialect is read by it', async () => {
    const sender = await kit('mapped', { dialect: 'own' });
    expect(whose('anything', sender)).toBe('mapped');
  });

  it('loses the kits behind it when it is removed, and they stay', async () => {
    await kit('server', { dialect: 'many' });
    await kit('soil', { dialect: 'many', externalId: 'a1', gateway: 'server' });
    done(await fresh.registry.remove('server'));
    expect(fresh.registry.kit('soil')?.gateway).toBeUndefined();
    expect((await fresh.reopen()).kit('soil')?.gateway).toBeUndefined();
  });

  it('cannot be its own gateway, nor have one that is not there', async () => {
    await kit('soil', { dialect: 'many' });
    for (const gateway of ['soil', 'nobody'])
      expect(await fresh.registry.update('soil', { gateway })).toMatchObject({ field: 'gateway' });
  });
});

describe('topics', () => {
  it('chosen by the firmware are judged by filter', async () => {
    const sender = await kit('balcony', { dialect: 'alone', externalId: 'a1' });
    const rules = new TopicRules(fresh.registry, PROTOCOLS);
    expect(rules.judgePublish(sender, 'alone/a1/up')).toBe('ingest');
    expect(rules.judgePublish(sender, 'alone/a1/up/more')).toBe('foreign');
    expect(rules.judgePublish(sender, 'alone/b2/up')).toBe('foreign');
    expect(rules.maySubscribe(sender, 'alone/a1/+')).toBe(true);
    expect(rules.maySubscribe(sender, 'alone/+/+')).toBe(false);
  });

  it('of the kits behind a gateway are its own, until they leave it', async () => {
    const server = await kit('server', { dialect: 'many' });
    await kit('soil', { dialect: 'many', externalId: 'a1', gateway: 'server' });
    const rules = new TopicRules(fresh.registry, PROTOCOLS);
    expect(rules.judgePublish(server, 'many/a1/up')).toBe('ingest');
    done(await fresh.registry.update('soil', { gateway: undefined }));
    expect(rules.judgePublish(server, 'many/a1/up')).toBe('foreign');
  });

  it('that all kits of a dialect use are heard by nobody', async () => {
    const sender = await kit('board', { dialect: 'shared' });
    const rules = new TopicRules(fresh.registry, PROTOCOLS);
    expect(rules.judgePublish(sender, 'v1/devices/me/telemetry')).toBe('unshared');
    expect(rules.maySubscribe(sender, 'v1/devices/me/telemetry')).toBe(false);
  });

  it('that firmware needs to hear are open to its own kit only', async () => {
    const sender = await kit('one', { dialect: 'heard', externalId: 'a1' });
    const other = await kit('two', { dialect: 'heard', externalId: 'b2' });
    const rules = new TopicRules(fresh.registry, PROTOCOLS);
    expect(rules.maySubscribe(sender, 'heard/a1/cmd')).toBe(true);
    expect(rules.maySubscribe(other, 'heard/a1/cmd')).toBe(false);
  });
});
