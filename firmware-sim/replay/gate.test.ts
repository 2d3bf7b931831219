import { expect, test } from 'vitest';
import { Gate } from './gate.ts';

test('a gate lets in as many as it may, and the others in the order they came', async () => {
  const gate = new Gate(2);
  const entered: number[] = [];
  const all = [1, 2, 3, 4].map((n) => gate.enter().then(() => entered.push(n)));
  await Promise.all(all.slice(0, 2));
  expect(entered).toEqual([1, 2]);
  gate.leave();
  await all[2];
  gate.leave();
  await all[3];
  expect(entered).toEqual([1, 2, 3, 4]);
});

test('a gate is idle when the last has left', async () => {
  const gate = new Gate(2);
  await gate.idle();
  await gate.enter();
  await gate.enter();
  let idle = false;
  const waiting = gate.idle().then(() => {
    idle = true;
  });
  gate.leave();
  await Promise.resolve();
  expect(idle).toBe(false);
  gate.leave();
  await waiting;
  expect(idle).toBe(true);
});

test('a failed gate turns away who waits and who comes', async () => {
  const gate = new Gate(1);
  await gate.enter();
  const waiting = [gate.enter(), gate.idle()];
  gate.fail(new Error('gone'));
  for (const one of [...waiting, gate.enter(), gate.idle()]) await expect(one).rejects.toThrow('gone');
});
