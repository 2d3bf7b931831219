/**
 * The values of a moving window in order of size, each by its rank in the whole series: a Fenwick tree of counts. Adding,
 * removing, counting and finding the k-th cost log n each.
 */
export class RankedWindow {
  size = 0;
  private readonly tree: Int32Array;
  private readonly top: number;

  /** For ranks 0 to `ranks` - 1. */
  constructor(ranks: number) {
    this.tree = new Int32Array(ranks + 1);
    this.top = 2 ** Math.floor(Math.log2(Math.max(1, ranks)));
  }

  /** Puts a value of that rank in (`by` 1) or takes one out (`by` -1). */
  move(rank: number, by: 1 | -1): void {
    this.size += by;
    const { tree } = this;
    for (let i = rank + 1; i < tree.length; i += i & -i) tree[i] = (tree[i] as number) + by;
  }

  /** How many values in the window have a rank below `rank`. */
  below(rank: number): number {
    let count = 0;
    for (let i = rank; i > 0; i -= i & -i) count += this.tree[i] as number;
    return count;
  }

  /** Rank of the k-th smallest value in the window, 0 for the smallest. */
  nth(k: number): number {
    let [at, left] = [0, k + 1];
    for (let step = this.top; step > 0; step >>= 1) {
      const next = at + step;
      if (next >= this.tree.length || (this.tree[next] as number) >= left) continue;
      at = next;
      left -= this.tree[next] as number;
    }
    return at;
  }
}
