import type { Db, Tx } from '../../../platform/db/database.ts'
import { textsInTime, type TextInTime } from '../store/rule-packs.ts'
import { type Rulebook, rulebookOf } from './rulebook.ts'

/** Rules as they were: texts are replaced, and what was credited under one is judged by that one. */
export interface BooksInTime {
  /** By which an entry was posted; `undefined` where no text on record gives its hash. */
  of(entry: {
    readonly pack: string
    readonly rulesetHash: string
    readonly recordedAt: Date
  }): Promise<Rulebook | undefined>
  /** In force under an id at an instant; `undefined` where there was none that could be used. */
  at(packId: string, instant: Date): Promise<Rulebook | undefined>
  /** All that were ever in force under an id, each once. */
  ever(packId: string): Promise<readonly Rulebook[]>
}

export const booksInTime = async (tx: Db | Tx): Promise<BooksInTime> => {
  const texts = Map.groupBy(await textsInTime(tx), ({ id }) => id)
  const stackOf = (packId: string, pick: (id: string) => TextInTime | undefined): string[] => {
    const found: TextInTime[] = []
    const queue = [packId]
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      const text = pick(id)
      if (!text || found.includes(text)) continue
      found.push(text)
      queue.push(...(text.layers ?? []))
    }
    return found.map(({ hash }) => hash)
  }
  const bookOf = async (hashes: readonly string[]): Promise<Rulebook | undefined> => {
    const book = hashes.length === 0 ? undefined : await rulebookOf(tx, hashes)
    return book?.ok ? book.value : undefined
  }
  const newest = (id: string): TextInTime | undefined => texts.get(id)?.at(-1)
  const asOf =
    (instant: Date) =>
    (id: string): TextInTime | undefined =>
      texts.get(id)?.findLast(({ registeredAt }) => registeredAt <= instant)
  const at = (packId: string, instant: Date) => bookOf(stackOf(packId, asOf(instant)))
  return {
    at,
    async ever(packId) {
      const instants = new Map(
        [...texts.values()].flat().map(({ registeredAt }) => [registeredAt.getTime(), registeredAt]),
      )
      const stacks = new Map<string, readonly string[]>()
      for (const instant of instants.values()) {
        const stack = stackOf(packId, asOf(instant))
        stacks.set(stack.join(' '), stack)
      }
      const books = new Set<Rulebook>()
      for (const stack of stacks.values()) {
        const book = await bookOf(stack)
        if (book) books.add(book)
      }
      return [...books]
    },
    async of({ pack, rulesetHash, recordedAt }) {
      const own = (texts.get(pack) ?? []).find(({ hash }) => hash === rulesetHash)
      const stacks = [...(own ? [[own.hash]] : []), stackOf(pack, newest), stackOf(pack, asOf(recordedAt))]
      for (const stack of stacks) {
        const book = await bookOf(stack)
        if (book?.ruleset.hash === rulesetHash) return book
      }
      return undefined
    },
  }
}
