/**
 * Values by the sixteen bytes of ids, for passes that meet millions of them in order: no string is made of an id. Ids are
 * put in ascending order; whoever asks in that order pays about one comparison.
 */
export interface ById<V> {
  /** Of the id that was put last, or of one behind it: anything else throws. A value put again stands in place of the one before. */
  put(bytes: Buffer, at: number, value: V): void
  /** What was put last under this id, if it is the one that was put last at all. */
  lastOf(bytes: Buffer, at: number): V | undefined
  get(bytes: Buffer, at: number): V | undefined
  readonly size: number
  /** Ids that nobody has asked for yet, in order; the bytes are used again for the next. */
  unasked(): Iterable<Buffer>
}

const wordsOfId = 4
const firstIds = 1024
/** Ids passed over one by one before the place is looked for by halves. */
const steps = 16

export const byId = <V>(): ById<V> => {
  let words = new Uint32Array(firstIds * wordsOfId)
  let isAsked = new Uint8Array(firstIds)
  const values: V[] = []
  // Kept in an array: a variable that outlives its call would hold every word above 2^31 as an object of its own.
  const wanted = new Uint32Array(wordsOfId)
  let cursor = 0

  const read = (bytes: Buffer, at: number): void => {
    for (let word = 0; word < wordsOfId; word += 1) wanted[word] = bytes.readUInt32BE(at + word * 4)
  }
  /** Below zero: the id at a place comes before the one that was read. */
  const compared = (place: number): number => {
    for (let word = 0; word < wordsOfId; word += 1) {
      const [there, asked] = [words[place * wordsOfId + word] as number, wanted[word] as number]
      if (there !== asked) return there < asked ? -1 : 1
    }
    return 0
  }
  const grow = (): void => {
    const [more, asked] = [new Uint32Array(words.length * 2), new Uint8Array(isAsked.length * 2)]
    more.set(words)
    asked.set(isAsked)
    words = more
    isAsked = asked
  }
  /** The first place whose id is not before the one that was read, looked for between two places. */
  const firstFrom = (low: number, high: number): number => {
    let [from, to] = [low, high]
    while (from < to) {
      const middle = (from + to) >> 1
      if (compared(middle) < 0) from = middle + 1
      else to = middle
    }
    return from
  }
  const find = (): number => {
    if (cursor > 0 && compared(cursor - 1) >= 0) return firstFrom(0, cursor - 1)
    for (let step = 0; step < steps; step += 1) {
      const place = cursor + step
      if (place >= values.length || compared(place) >= 0) return place
    }
    return firstFrom(cursor + steps, values.length)
  }

  return {
    put(bytes, at, value) {
      read(bytes, at)
      const last = values.length - 1
      const order = last < 0 ? -1 : compared(last)
      if (order > 0) throw new Error('ids are put in ascending order')
      if (order === 0) {
        values[last] = value
        return
      }
      const place = values.push(value) - 1
      if (place >= isAsked.length) grow()
      words.set(wanted, place * wordsOfId)
    },
    lastOf(bytes, at) {
      read(bytes, at)
      const last = values.length - 1
      return last >= 0 && compared(last) === 0 ? values[last] : undefined
    },
    get(bytes, at) {
      if (values.length === 0) return undefined
      read(bytes, at)
      cursor = find()
      if (cursor >= values.length || compared(cursor) !== 0) return undefined
      isAsked[cursor] = 1
      return values[cursor]
    },
    get size() {
      return values.length
    },
    *unasked() {
      const id = Buffer.alloc(wordsOfId * 4)
      for (let place = 0; place < values.length; place += 1) {
        if (isAsked[place] === 1) continue
        for (let word = 0; word < wordsOfId; word += 1)
          id.writeUInt32BE(words[place * wordsOfId + word] as number, word * 4)
        yield id
      }
    },
  }
}
