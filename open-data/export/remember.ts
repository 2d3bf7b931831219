/** A function of few different arguments, computed once for each of them (the last 10,000 at most). */
export function remembered<K, V>(of: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size >= 10_000) known.clear();
    const value = of(key);
    known.set(key, value);
    return value;
  };
}
