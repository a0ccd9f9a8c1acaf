/** Fails on a name that stands for nothing here, so that whatever the main entry takes up has to be judged first. */
export function closed<T extends object>(name: string, part: T): T {
  return new Proxy(part, {
    get(target, key) {
      if (!(key in target) && typeof key === 'string')
        throw new TypeError(`the recorder does not know ${name}.${key}`)
      const value: unknown = Reflect.get(target, key)
      // Private fields are the target's own, not the proxy's.
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
}
