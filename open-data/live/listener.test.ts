import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { LIVE_LIMITS, type LiveLimits } from './limits.ts';
import { keepOpen, type Listener } from './listener.ts';

const cleanUp: (() => void)[] = [];
afterEach(() => {
  for (const close of cleanUp.splice(0)) close();
});

/** A listener on a real connection whose other end reads only when asked to. */
async function opened(limits: Partial<LiveLimits>) {
  const state = { ended: false };
  let given: (listener: Listener) => void = () => undefined;
  const listening = new Promise<Listener>((resolve) => {
    given = resolve;
  });
  const server = createServer((_request, raw: ServerResponse) => {
    raw.writeHead(200);
    given(
      keepOpen(raw, { ...LIVE_LIMITS, ...limits }, () => {
        state.ended = true;
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const socket: Socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  cleanUp.push(
    () => socket.destroy(),
    () => server.close(),
  );
  return { listener: await listening, socket, state };
}

const FRAME = `data: ${'x'.repeat(64 * 1024)}\n\n`;

test('a quiet stream gets comments', async () => {
  const { socket } = await opened({ heartbeatMs: 20 });
  let text = '';
  socket.on('data', (data) => {
    text += data.toString();
  });
  await wait(150);
  expect(text.split(':\n\n').length).toBeGreaterThan(3);
});

test('a listener with too many bytes waiting is dropped', async () => {
  const { listener, state } = await opened({ waitingBytes: 256 * 1024 });
  for (let n = 0; n < 400 && !state.ended; n++) {
    listener.write(FRAME);
    await wait(1);
  }
  expect(state.ended).toBe(true);
});

test('a listener that takes nothing for too long is dropped', async () => {
  const { listener, state } = await opened({ stallMs: 50, waitingBytes: Number.POSITIVE_INFINITY });
  for (let n = 0; n < 200; n++) listener.write(FRAME);
  await wait(100);
  listener.write('data: one more\n\n');
  await wait(20);
  expect(state.ended).toBe(true);
});

test('a listener that reads is kept, however much it was sent', async () => {
  const { listener, socket, state } = await opened({ stallMs: 50, waitingBytes: 512 * 1024 });
  let bytes = 0;
  socket.on('data', (data) => {
    bytes += data.length;
  });
  for (let n = 0; n < 200; n++) {
    listener.write(FRAME);
    if (n % 4 === 0) await wait(2);
  }
  await wait(100);
  expect(state.ended).toBe(false);
  expect(bytes).toBeGreaterThan(200 * 64 * 1024);
});

test('a listener that goes away ends its stream', async () => {
  const { socket, state } = await opened({});
  socket.destroy();
  await wait(50);
  expect(state.ended).toBe(true);
});
