import type { ComponentChildren } from 'preact';

export interface MethodTableProps {
  /** What the table is of; read out, and shown where `shown`. */
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly ComponentChildren[] }[];
}

/** A table that becomes a list of its rows on a narrow screen, each cell then under its column's name. */
export function MethodTable({ caption, head, rows }: MethodTableProps) {
  const [, ...others] = head;
  return (
    <table class={`method-table ${head.length === 2 ? 'method-pairs' : ''}`}>
      <caption class="unseen">{caption}</caption>
      <thead>
        <tr>
          {head.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells: [first, ...rest] }) => (
          <tr key={key}>
            <th scope="row">{first}</th>
            {rest.map((cell, at) => (
              <td key={others[at]} data-name={others[at]}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
