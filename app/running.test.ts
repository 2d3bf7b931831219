import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { announce, runningOn, socketPath, withdraw } from './running.ts';

describe('the announcement of a running server', () => {
  it('is read back while it stands, by the owner only', () => {
    const data = mkdtempSync(join(tmpdir(), 'superilla-running-'));
    expect(runningOn(data)).toBeUndefined();
    announce(data, { pid: 7, socket: '/s', http: 'http://127.0.0.1:1', mqtt: 'mqtt://127.0.0.1:2' });
    expect(runningOn(data)).toMatchObject({ pid: 7, socket: '/s' });
    expect(statSync(join(data, 'running.json')).mode & 0o077).toBe(0);
    withdraw(data);
    expect(runningOn(data)).toBeUndefined();
    rmSync(data, { recursive: true });
  });

  it('names a socket in the folder, and a short one elsewhere where the path is longer than sockets allow', () => {
    expect(socketPath('/srv/superilla')).toBe('/srv/superilla/superilla.sock');
    const long = `/${'d'.repeat(200)}`;
    expect(Buffer.byteLength(socketPath(long))).toBeLessThan(108);
    expect(socketPath(long)).toBe(socketPath(long));
    expect(socketPath(`${long}e`)).not.toBe(socketPath(long));
  });
});
