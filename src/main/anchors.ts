import { createReadStream } from 'node:fs'
import { appendFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { logHeadsAfter, logHeadsAt } from '../areas/certificates/index.ts'
import type { Db } from '../platform/db/database.ts'
import { countsAfter, countsAt } from '../platform/event-count.ts'

/**
 * What the database once was, kept outside it: the signed heads of the certificate log and the sealed counts of the
 * trail, one JSON object a line. Whoever rewrites the database and makes all its seals fit again still has these against
 * them, and whoever takes out the newest rows as well.
 */
export interface Anchor {
  readonly kind: 'log-head' | 'event-count'
  /** Size of the tree, or number of the count. */
  readonly place: number
  readonly hash: string
  readonly seal: string
  readonly at: string
}

export const anchorFile = (dataFolder: string): string => join(dataFolder, 'anchors.jsonl')

const most = 1000

/** One per kind: where anchors come from, in the order of their places. */
const sources = {
  'log-head': {
    after: async (db: Db, place: number) => (await logHeadsAfter(db, place, most)).map(ofHead),
    at: async (db: Db, places: readonly number[]) => (await logHeadsAt(db, places)).map(ofHead),
  },
  'event-count': {
    after: async (db: Db, place: number) => (await countsAfter(db, place, most)).map(ofCount),
    at: async (db: Db, places: readonly number[]) => (await countsAt(db, places)).map(ofCount),
  },
} as const

type Head = Awaited<ReturnType<typeof logHeadsAfter>>[number]
const ofHead = ({ treeSize, rootHash, signature, at }: Head): Anchor => ({
  kind: 'log-head',
  place: treeSize,
  hash: rootHash.toString('base64url'),
  seal: signature.toString('base64url'),
  at: at.toISOString(),
})

type Count = Awaited<ReturnType<typeof countsAfter>>[number]
const ofCount = ({ number, hash, seal, at }: Count): Anchor => ({
  kind: 'event-count',
  place: number,
  hash,
  seal,
  at: at.toISOString(),
})

const kinds = Object.keys(sources) as Anchor['kind'][]

/** The anchors of a file in its order; a line that is none is given as null. A file that is not there has none. */
export async function* readAnchors(file: string): AsyncGenerator<Anchor | null> {
  const stream = createReadStream(file)
  try {
    for await (const line of createInterface({ input: stream })) if (line !== '') yield anchorIn(line)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  } finally {
    stream.destroy()
  }
}

const anchorIn = (line: string): Anchor | null => {
  try {
    const found = JSON.parse(line) as Partial<Anchor>
    return kinds.some((kind) => kind === found.kind) && Number.isSafeInteger(found.place)
      ? (found as Anchor)
      : null
  } catch {
    return null
  }
}

/** What stands in the database at the places of these anchors. */
export const anchorsAt = async (db: Db, anchors: readonly Anchor[]): Promise<ReadonlyMap<string, Anchor>> => {
  const found = new Map<string, Anchor>()
  for (const kind of kinds) {
    const places = anchors.filter((one) => one.kind === kind).map(({ place }) => place)
    for (const one of await sources[kind].at(db, places)) found.set(anchorName(one), one)
  }
  return found
}

export const anchorName = ({ kind, place }: Pick<Anchor, 'kind' | 'place'>): string => `${kind} ${place}`

/** Writes down what is new in the database since the file's last line of each kind; for one process and one file. */
export const anchorWriter = (db: Db, dataFolder: string): (() => Promise<number>) => {
  const file = anchorFile(dataFolder)
  let last: Record<Anchor['kind'], number> | undefined
  return async () => {
    last ??= await lastPlaces(file)
    let written = 0
    for (const kind of kinds) {
      for (;;) {
        const fresh = await sources[kind].after(db, last[kind])
        if (fresh.length === 0) break
        await mkdir(dataFolder, { recursive: true })
        // A line cut off by a crash ends here at the latest: it is a line of its own and no part of the next.
        const lines = `\n${fresh.map((one) => JSON.stringify(one)).join('\n')}\n`
        await appendFile(file, lines, { flush: true, mode: 0o600 })
        last[kind] = fresh.at(-1)?.place ?? last[kind]
        written += fresh.length
        if (fresh.length < most) break
      }
    }
    return written
  }
}

const lastPlaces = async (file: string): Promise<Record<Anchor['kind'], number>> => {
  const last = { 'log-head': 0, 'event-count': 0 }
  for await (const anchor of readAnchors(file))
    if (anchor) last[anchor.kind] = Math.max(last[anchor.kind], anchor.place)
  return last
}
