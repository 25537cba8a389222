const OBJECT = Symbol('object')

export interface Read {
  readonly path: readonly string[]
  readonly value: unknown
}

/**
 * What a function read of a value, so that its answer can be used again for another value in which those reads give the same.
 * Listing keys cannot be told apart from reading everything, and makes the answer this value's own.
 */
export class ReadTracker {
  readonly reads: Read[] = []
  opaque = false
  readonly #known = new Set<string>()

  /** A view of `value` that notes each read. */
  watch(value: unknown, path: readonly string[]): unknown {
    const kind = typeof value === 'object' && value !== null ? OBJECT : value
    const name = path.join('\n')
    if (!this.#known.has(name)) this.reads.push({ path, value: kind })
    this.#known.add(name)
    return kind === OBJECT ? this.#proxy(value as object, path) : value
  }

  #proxy(target: object, path: readonly string[]): object {
    return new Proxy(target, {
      get: (object, key): unknown => {
        if (typeof key === 'symbol') {
          this.opaque = true
          return Reflect.get(object, key)
        }
        return this.watch(Reflect.get(object, key), [...path, key])
      },
      has: (object, key) => this.#all(Reflect.has(object, key)),
      ownKeys: (object) => this.#all(Reflect.ownKeys(object)),
      getOwnPropertyDescriptor: (object, key) => this.#descriptor(object, key, path),
    })
  }

  /** `Object.hasOwn` asks for the descriptor: presence is a read like any other. */
  #descriptor(object: object, key: string | symbol, path: readonly string[]): PropertyDescriptor | undefined {
    const descriptor = Reflect.getOwnPropertyDescriptor(object, key)
    if (typeof key === 'symbol') this.opaque = true
    else this.watch(Reflect.get(object, key), [...path, key])
    return descriptor
  }

  #all<T>(answer: T): T {
    this.opaque = true
    return answer
  }
}

export const readsSame = (value: unknown, reads: readonly Read[]): boolean =>
  reads.every((read) => {
    let at = value
    for (const key of read.path) {
      if (typeof at !== 'object' || at === null) return false
      at = Reflect.get(at, key)
    }
    return read.value === OBJECT ? typeof at === 'object' && at !== null : at === read.value
  })
