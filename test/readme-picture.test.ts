import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { roomsPicture } from './rooms-picture.ts';

const FILE = 'README.md';
const BETWEEN = /(?<=<!-- begin:rooms -->\n)[\s\S]*?(?=<!-- end:rooms -->)/;

const readme = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '';

test.skipIf(!BETWEEN.test(readme))('README.md shows the rooms as the table has them', () => {
  const drawn = `\n${roomsPicture()}\n\n`;
  if (process.env['UPDATE_DOCS'] === '1')
    writeFileSync(
      FILE,
      readme.replace(BETWEEN, () => drawn),
    );
  expect(BETWEEN.exec(readFileSync(FILE, 'utf8'))?.[0]).toBe(drawn);
});

test('the picture has a box for every room and an arrow for every import worth drawing', () => {
  const picture = roomsPicture();
  expect(picture).toContain('ingest["<b>ingest/</b>');
  expect(picture).toContain('ingest --> journal');
  expect(picture).toContain('ingest -. contract .-> protocols');
  expect(picture).toContain('broker --> domain');
  expect(picture).not.toContain('ingest --> domain');
  expect(picture).toContain('firmware_sim --> protocols');
});
