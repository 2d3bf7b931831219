import { expect, test } from 'vitest';
import { roomsPicture } from './rooms-picture.ts';

test('the picture has a box for every room and an arrow for every import worth drawing', () => {
  const picture = roomsPicture();
  expect(picture).toContain('ingest["<b>ingest/</b>');
  expect(picture).toContain('ingest --> journal');
  expect(picture).toContain('ingest -. contract .-> protocols');
  expect(picture).toContain('broker --> domain');
  expect(picture).not.toContain('ingest --> domain');
  expect(picture).toContain('firmware_sim --> protocols');
});
