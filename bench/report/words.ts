/** A figure as people write it: three significant digits below a thousand, whole above. */
export function count(value: number): string {
  if (!Number.isFinite(value)) return '?';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return Number(value.toFixed(digits)).toLocaleString('en');
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}
