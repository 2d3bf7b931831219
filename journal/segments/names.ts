const SEGMENT = /^(\d{16})\.journal$/;

/** `<first sequence, 16 digits>.journal`: names sort as their segments follow each other. */
export function segmentName(first: number): string {
  return `${String(first).padStart(16, '0')}.journal`;
}

/** The first sequence that a file name promises; undefined for files that are no segments. */
export function firstSeqOf(name: string): number | undefined {
  const digits = SEGMENT.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
