/**
 * A function of few different arguments, computed once for each of them (the last 10,000 at most). An argument that
 * comes again and again is not even looked up.
 */
export function remembered<K extends string | number, V>(of: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  let lastKey: K | undefined;
  let lastValue: V | undefined;
  return (key) => {
    if (key === lastKey) return lastValue as V;
    let value = known.get(key);
    if (value === undefined) {
      if (known.size >= 10_000) known.clear();
      value = of(key);
      known.set(key, value);
    }
    lastKey = key;
    lastValue = value;
    return value;
  };
}
