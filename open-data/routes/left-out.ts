import type { Selected } from '../selection.ts';

/** Says in a header that kits of the demonstration were left out of an answer. */
export function sayLeftOut(
  reply: { header(name: string, value: string): unknown },
  { leftOut }: Selected,
): void {
  if (leftOut) reply.header('x-superilla-left-out', 'simulated');
}
