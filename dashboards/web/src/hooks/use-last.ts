import { useState } from 'preact/hooks';

/** The newest value there was, while the next one loads. */
export function useLast<T>(value: T | undefined): T | undefined {
  const [last, setLast] = useState<T>();
  if (value !== undefined && value !== last) setLast(value);
  return last;
}
