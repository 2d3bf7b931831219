import type { Draft, Wrong } from '../../claim.ts';

/** What every part of the maker's form is given. */
export interface FieldProps {
  readonly draft: Draft;
  set(change: Partial<Draft>): void;
  /** What is wrong with a field, in words. */
  wrong(field: Wrong['field']): string | undefined;
}
