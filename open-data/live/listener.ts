import type { ServerResponse } from 'node:http';
import type { LiveLimits } from './limits.ts';

/** One open event stream. */
export interface Listener {
  /** Writes; a listener that does not keep up is dropped instead. */
  write(text: string): void;
  end(): void;
}

/** Keeps an event stream open on a response whose head is written: heartbeats, and an end for slow listeners. */
export function keepOpen(raw: ServerResponse, limits: LiveLimits, onEnd: () => void): Listener {
  /** Since when the socket takes nothing; undefined while it does. */
  let waitingSince: number | undefined;
  const write = (text: string) => {
    if (raw.destroyed || raw.writableEnded) return;
    const stalled = waitingSince !== undefined && performance.now() - waitingSince > limits.stallMs;
    if (stalled || raw.writableLength > limits.waitingBytes) {
      raw.destroy();
      return;
    }
    if (!raw.write(text)) waitingSince ??= performance.now();
  };
  const heartbeat = setInterval(() => write(':\n\n'), limits.heartbeatMs);
  raw.on('drain', () => {
    waitingSince = undefined;
  });
  raw.on('error', () => raw.destroy());
  raw.on('close', () => {
    clearInterval(heartbeat);
    onEnd();
  });
  return { write, end: () => raw.end() };
}
