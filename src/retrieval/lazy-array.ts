/**
 * An array whose elements are made when they are first touched, for rows that lie encoded in an index: opening 148,000
 * passages takes no time, and a question decodes the few hundred that it looks at. Otherwise an ordinary array.
 * @param read makes the element at an index from 0 to `length` - 1
 */
export function lazyArray<T>(length: number, read: (index: number) => T): readonly T[] {
  const elements: T[] = [];
  elements.length = length;
  function fill(key: string | symbol): void {
    if (typeof key !== 'string') return;
    const index = Number(key);
    if (index >= 0 && index < length && Number.isInteger(index) && !(index in elements))
      elements[index] = read(index);
  }
  return new Proxy(elements, {
    get(target, key, receiver) {
      const known: unknown = Reflect.get(target, key, receiver);
      if (known !== undefined) return known;
      fill(key);
      return Reflect.get(target, key, receiver) as unknown;
    },
    has(target, key) {
      fill(key);
      return Reflect.has(target, key);
    },
    getOwnPropertyDescriptor(target, key) {
      fill(key);
      return Reflect.getOwnPropertyDescriptor(target, key);
    },
    ownKeys(target) {
      for (let index = 0; index < length; index += 1) fill(String(index));
      return Reflect.ownKeys(target);
    },
  });
}
