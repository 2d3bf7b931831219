import type { ComponentChildren } from 'preact';

/** A name and what it is; left out where there is nothing to say. */
export function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div class="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
