import type { Envelope, Sender } from '../../domain/envelope.ts';
import type { Door, Protocol } from '../../protocols/contract.ts';

/** A dialect made up for tests: `invented/<id>/up` and `/invented/:id`, one number a message. */
export function invented(given: Partial<Protocol> & { id: string }, door: Partial<Door> = {}): Protocol {
  return {
    version: 1,
    transports: ['mqtt', 'http'],
    doors: [
      {
        method: 'POST',
        path: `/${given.id}/:device`,
        limitBytes: 1000,
        headers: [],
        answer: ({ accepted }) => ({ status: 202, type: 'text/plain', body: `took ${accepted}` }),
        ...door,
      },
    ],
    publishTopics: ({ externalId }) => [`${given.id}/${externalId}/+`],
    recognises: ({ topic }) => topic.replace(/^\//, '').startsWith(`${given.id}/`),
    externalId: ({ topic }) => topic.replace(/^\//, '').split(/[/?]/)[1],
    decode: ({ payload }) => ({
      found: [
        {
          phenomenon: 'temperature',
          channel: '',
          time: undefined,
          value: Number(payload.toString()),
          flags: 0,
          path: '',
        },
      ],
      refused: [],
      missing: 0,
      assumptions: [],
      facts: {},
    }),
    settings: () => [],
    encode: () => [],
    ...given,
  };
}

/** A message to a topic. */
export function sent(topic: string, sender: Sender, more: Partial<Envelope> = {}): Envelope {
  const payload = Buffer.from('21');
  const none = { headers: {}, retained: false, packetId: 0, dup: false };
  return { received: Date.UTC(2026, 2, 1), transport: 'mqtt', topic, payload, sender, ...none, ...more };
}
