/**
 * What was made for the last keys is kept: one answer asks for the same several times over, and so do the parts of a
 * message and the turns after it.
 * @param most Number of values kept; the oldest is dropped first.
 */
export function remember<V>(most: number, make: (key: string) => V): (key: string) => V {
  const kept = new Map<string, { readonly value: V }>();
  return (key) => {
    const known = kept.get(key);
    if (known !== undefined) return known.value;
    const value = make(key);
    for (const oldest of kept.keys()) {
      if (kept.size < most) break;
      kept.delete(oldest);
    }
    kept.set(key, { value });
    return value;
  };
}
