import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Fresh, freshRegistry } from './fresh.test-kit.ts';

const HOUR = 3_600_000;
let fresh: Fresh;
beforeEach(async () => {
  fresh = await freshRegistry();
});
afterEach(() => fresh.end());

const sorted = (marks: readonly { kit: string; hour: number }[]) =>
  marks.map(({ kit, hour }) => `${kit} ${hour / HOUR}`).sort();

it('keeps marked hours over a restart, each once, until they are removed', async () => {
  const marks = [1, 2, 2, -3].map((n) => ({ kit: 'a', hour: n * HOUR }));
  await fresh.registry.hourMarks.add(marks);
  await fresh.registry.hourMarks.add([{ kit: 'b', hour: HOUR }, ...marks.slice(0, 1)]);
  await fresh.reopen();
  expect(sorted(await fresh.registry.hourMarks.all())).toEqual(['a -3', 'a 1', 'a 2', 'b 1']);
  await fresh.registry.hourMarks.remove([
    { kit: 'a', hour: HOUR },
    { kit: 'nobody', hour: HOUR },
    { kit: 'a', hour: -3 * HOUR },
  ]);
  await fresh.reopen();
  expect(sorted(await fresh.registry.hourMarks.all())).toEqual(['a 2', 'b 1']);
});

it('has a mark that is added again right after it was removed', async () => {
  const mark = [{ kit: 'a', hour: HOUR }];
  await fresh.registry.hourMarks.add(mark);
  await Promise.all([fresh.registry.hourMarks.remove(mark), fresh.registry.hourMarks.add(mark)]);
  expect(await fresh.registry.hourMarks.all()).toEqual(mark);
});

it('takes many marks at once', async () => {
  const marks = Array.from({ length: 25_000 }, (_, n) => ({
    kit: `kit-${n % 1000}`,
    hour: Math.floor(n / 1000) * HOUR,
  }));
  await fresh.registry.hourMarks.add(marks);
  expect(await fresh.registry.hourMarks.all()).toHaveLength(25_000);
  await fresh.registry.hourMarks.remove(marks);
  expect(await fresh.registry.hourMarks.all()).toEqual([]);
  await fresh.registry.hourMarks.add([]);
  await fresh.registry.hourMarks.remove([]);
});
