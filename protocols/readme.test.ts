import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { folders } from './cases.ts';
import { ARCHIVES, PROTOCOLS } from './catalogue.ts';

const README = readFileSync(new URL('README.md', import.meta.url), 'utf8');

/** The rows of a section's table, as cells. */
function tableOf(heading: string): string[][] {
  const section = README.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe('the README', () => {
  it('lists every protocol with its transport', () => {
    const listed = tableOf('Dialects').map(([id, transport]) => [id, transport]);
    expect(listed).toEqual(
      PROTOCOLS.map(({ id, transports }) => [`\`${id}\``, transports.join(', ').toUpperCase()]),
    );
  });

  it('lists every archive', () => {
    expect(tableOf('Archives').map(([id]) => id)).toEqual(ARCHIVES.map(({ id }) => `\`${id}\``));
  });

  it('links every folder, and no other', () => {
    const links = [...README.matchAll(/\]\(([a-z0-9-]+)\/README\.md\)/g)].map(([, folder]) => folder);
    expect([...new Set(links)].sort()).toEqual([...folders()].sort());
  });

  it.each(folders())('of %s says what sends it, how to point it here and what is lost', (folder) => {
    const at = new URL(`${folder}/README.md`, import.meta.url);
    expect(existsSync(at)).toBe(true);
    const text = readFileSync(at, 'utf8');
    expect(text).toMatch(/^What (sends|writes) it:/m);
    expect(text).toMatch(/^## Point a kit here$/m);
    expect(text).toMatch(/^## What is lost$/m);
  });
});
