/** Who listens to what: tells without a search through all subscriptions whether anybody wants a topic. */
export class Interest {
  /** Subscribers by filter without wildcards. */
  readonly #exact = new Map<string, number>();
  /** Subscribers by filter with wildcards, in buckets by the levels before the first wildcard. */
  readonly #wild = new Map<string, Map<string, number>>();

  add(filter: string): void {
    const bucket = this.#bucket(filter, true);
    bucket.set(filter, (bucket.get(filter) ?? 0) + 1);
  }

  remove(filter: string): void {
    const bucket = this.#bucket(filter, false);
    const count = bucket?.get(filter);
    if (bucket === undefined || count === undefined) return;
    if (count > 1) bucket.set(filter, count - 1);
    else bucket.delete(filter);
    if (bucket !== this.#exact && bucket.size === 0) this.#wild.delete(stem(filter));
  }

  /** Whether a message to this topic would reach anybody. */
  has(topic: string): boolean {
    if (this.#exact.has(topic)) return true;
    if (this.#wild.size === 0) return false;
    for (let end = topic.indexOf('/'); end !== -1; end = topic.indexOf('/', end + 1)) {
      if (anyMatches(this.#wild.get(topic.slice(0, end)), topic)) return true;
    }
    return anyMatches(this.#wild.get(topic), topic) || anyMatches(this.#wild.get(''), topic);
  }

  #bucket(filter: string, create: true): Map<string, number>;
  #bucket(filter: string, create: false): Map<string, number> | undefined;
  #bucket(filter: string, create: boolean): Map<string, number> | undefined {
    if (!filter.includes('+') && !filter.includes('#')) return this.#exact;
    const key = stem(filter);
    let bucket = this.#wild.get(key);
    if (bucket === undefined && create) {
      bucket = new Map();
      this.#wild.set(key, bucket);
    }
    return bucket;
  }
}

/** The whole levels before the first wildcard: `kits/a` of `kits/a/+/x`, empty for a wildcard at the top. */
function stem(filter: string): string {
  const plus = filter.indexOf('+');
  const hash = filter.indexOf('#');
  const wildcard = plus === -1 ? hash : hash === -1 ? plus : Math.min(plus, hash);
  return filter.slice(0, Math.max(0, wildcard - 1));
}

function anyMatches(filters: Map<string, number> | undefined, topic: string): boolean {
  if (filters === undefined) return false;
  const levels = topic.split('/');
  for (const filter of filters.keys()) if (matches(filter.split('/'), levels)) return true;
  return false;
}

/** MQTT 3.1.1 §4.7.1: `+` is one level, `#` all that follow and the level above. */
function matches(filter: readonly string[], topic: readonly string[]): boolean {
  for (const [at, level] of filter.entries()) {
    if (level === '#') return true;
    if (at >= topic.length || (level !== '+' && level !== topic[at])) return false;
  }
  return filter.length === topic.length;
}
