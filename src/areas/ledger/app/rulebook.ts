import { createHash } from 'node:crypto'
import { canonicalJson, type Json } from '../../../kernel/canonical-json.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { compile, type Ruleset } from '../../../rules/index.ts'
import type { PackText } from '../domain/pack-text.ts'
import { insertPack, newestHashes, newestPacks, packsByHash } from '../store/rule-packs.ts'

/** A compiled pack with the texts of itself and of every pack beneath it, nearest first. */
export interface Rulebook {
  readonly ruleset: Ruleset
  readonly pack: PackText
  readonly texts: readonly PackText[]
  /** Hashes of those texts, in the same order. */
  readonly hashes: readonly string[]
}

/** Compiled packs of this process, by the hashes they were compiled from: a pack never changes under its hash. */
const compiled = new Map<string, Rulebook>()

/** The newest registered text of a pack, compiled with its layers. */
export const rulebook = async (
  tx: Db | Tx,
  packId: string,
): Promise<Result<Rulebook, 'ledger.pack-missing' | 'ledger.pack-faulty'>> => {
  const newest = await newestHashes(tx)
  const unread = newest.map(({ hash }) => hash).filter((hash) => !texts.has(hash))
  if (unread.length > 0) for (const pack of await packsByHash(tx, unread)) texts.set(pack.hash, pack)
  const packs = newest.flatMap(({ hash }) => texts.get(hash) ?? [])
  return compiledBook(packId, withLayers(packId, new Map(packs.map((pack) => [pack.id, pack]))))
}

/** Texts read by this process, by hash: so that asking for the newest does not read them all again. */
const texts = new Map<string, Registered>()

/** The rulebook made of these very texts, nearest first; for whoever re-derives what an earlier one decided. */
export const rulebookOf = async (
  tx: Db | Tx,
  hashes: readonly string[],
): Promise<Result<Rulebook, 'ledger.pack-missing' | 'ledger.pack-faulty'>> => {
  const packs = new Map((await packsByHash(tx, hashes)).map((pack) => [pack.hash, pack]))
  const wanted = hashes.map((hash) => packs.get(hash)).filter((pack) => pack !== undefined)
  if (wanted.length < hashes.length) return refuse('ledger.pack-missing', { pack: hashes[0] ?? '' })
  return compiledBook(wanted[0]?.id ?? '', wanted)
}

const compiledBook = (
  packId: string,
  wanted: readonly Registered[],
): Result<Rulebook, 'ledger.pack-missing' | 'ledger.pack-faulty'> => {
  const own = wanted[0]
  if (!own) return refuse('ledger.pack-missing', { pack: packId })
  const hashes = wanted.map((pack) => pack.hash)
  const key = hashes.join(' ')
  const known = compiled.get(key)
  if (known) return ok(known)
  const ruleset = compile(
    own.pack,
    wanted.slice(1).map((pack) => pack.pack),
  )
  if (!ruleset.ok) return refuse('ledger.pack-faulty', { pack: packId })
  const book: Rulebook = {
    ruleset: ruleset.value,
    pack: own.pack as unknown as PackText,
    texts: wanted.map((pack) => pack.pack as unknown as PackText),
    hashes,
  }
  compiled.set(key, book)
  return ok(book)
}

/** Ids of the obligations that any registered pack lays on anybody. */
export const obligationsKnown = async (tx: Db | Tx): Promise<string[]> =>
  (await newestPacks(tx)).flatMap(({ pack }) =>
    ((pack as unknown as PackText).versions ?? []).flatMap(({ obligations = [] }) =>
      obligations.map(({ id }) => id),
    ),
  )

interface Registered {
  readonly id: string
  readonly hash: string
  readonly pack: Json
}

/** The pack and everything it stands on, each once, nearest first. */
const withLayers = (packId: string, packs: ReadonlyMap<string, Registered>): Registered[] => {
  const found: Registered[] = []
  const queue = [packId]
  while (queue.length > 0) {
    const pack = packs.get(queue.shift() as string)
    if (!pack || found.includes(pack)) continue
    found.push(pack)
    queue.push(...((pack.pack as { on?: string[] }).on ?? []))
  }
  return found
}

/** Registers pack files; the same text again changes nothing. Faulty packs are refused by the first evaluation, and by `rules check`. */
export const registerPacks = async (db: Db | Tx, packs: readonly Json[], now: Date): Promise<void> => {
  for (const pack of packs) {
    const hash = `sha256:${createHash('sha256').update(canonicalJson(pack)).digest('hex')}`
    await insertPack(db, { hash, id: (pack as { id: string }).id, pack }, now)
  }
}
