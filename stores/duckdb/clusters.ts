/** Rows whose times lie closer together are looked for by one query. */
const CLUSTER_GAP = 3_600_000;
const CLUSTERS = 8;

/** Stretches of time that cover all times with few large gaps left out, so that blocks between are not read. */
export function clusters(times: readonly number[]): [from: number, to: number][] {
  const sorted = [...new Set(times)].sort((a, b) => a - b);
  const gaps = sorted
    .slice(1)
    .map((time, n) => ({ n: n + 1, gap: time - (sorted[n] as number) }))
    .filter(({ gap }) => gap > CLUSTER_GAP)
    .sort((a, b) => b.gap - a.gap)
    .slice(0, CLUSTERS - 1)
    .map(({ n }) => n)
    .sort((a, b) => a - b);
  const starts = [0, ...gaps];
  return starts.map((start, n) => [
    sorted[start] as number,
    sorted[(starts[n + 1] ?? sorted.length) - 1] as number,
  ]);
}
