/** Collects latencies in memory that grows by doubling, so that counting does not disturb the sending. */
export class Latencies {
  #values = new Float32Array(1 << 16);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(ms: number): void {
    if (this.#count === this.#values.length) {
      const larger = new Float32Array(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#count++] = ms;
  }

  /** Median, 99th percentile and maximum; 0 where there is none. */
  summary(): { p50: number; p99: number; max: number } {
    const sorted = this.#values.slice(0, this.#count).sort();
    const at = (q: number) => sorted[Math.floor((sorted.length - 1) * q)] ?? 0;
    return { p50: at(0.5), p99: at(0.99), max: at(1) };
  }
}
