import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFolder } from './lock.ts';

describe('the lock of a data folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'superilla-lock-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is held by one, who is named to the next, and free again when released', () => {
    const release = lockFolder(folder);
    expect(release).toBeTypeOf('function');
    expect(lockFolder(folder)).toMatchObject({ pid: process.pid });
    if (typeof release === 'function') release();
    expect(lockFolder(folder)).toBeTypeOf('function');
  });

  it('is taken over from a process that is gone', () => {
    const { pid } = spawnSync('true');
    writeFileSync(join(folder, 'superilla.lock'), JSON.stringify({ pid, started: '1' }));
    expect(lockFolder(folder)).toBeTypeOf('function');
  });

  it('is taken over from an earlier process whose pid was given again, and from a torn file', () => {
    writeFileSync(join(folder, 'superilla.lock'), JSON.stringify({ pid: process.pid, started: 'long ago' }));
    const release = lockFolder(folder);
    expect(release).toBeTypeOf('function');
    if (typeof release === 'function') release();
    writeFileSync(join(folder, 'superilla.lock'), '{"pid":');
    expect(lockFolder(folder)).toBeTypeOf('function');
  });

  it('leaves no file of its own behind', () => {
    lockFolder(folder);
    expect(existsSync(join(folder, `superilla.lock.${process.pid}`))).toBe(false);
  });
});
