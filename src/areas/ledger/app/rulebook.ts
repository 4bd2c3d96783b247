import { createHash } from 'node:crypto'
import { canonicalJson, type Json } from '../../../kernel/canonical-json.ts'
import { ok, type Refused, refuse, type Result } from '../../../kernel/result.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { Refusal } from '../../../platform/refusal.ts'
import {
  compile,
  compileDespiteFaults,
  type Fault,
  faultSentence,
  type Ruleset,
  withLayers,
} from '../../../rules/index.ts'
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
  const book = compiledBook(packId, withLayers(packId, new Map(packs.map((pack) => [pack.id, pack]))))
  // Its sentence tells of the first fault; the others are for the studio, and are no fields of whoever asked.
  return book.ok ? book : { ...book, errors: [] }
}

/** The same for whoever only reads and has nothing to say without it: refused with the pack and its fault. */
export const usableRulebook = async (tx: Db | Tx, packId: string): Promise<Rulebook> => {
  const book = await rulebook(tx, packId)
  if (!book.ok) throw new Refusal(book)
  return book.value
}

/**
 * The rulebook a pack would make with another text in place of the one registered under its id, its own or that of a
 * layer beneath it. Kept nowhere: a draft changes with every word.
 */
export const rulebookWith = async (
  tx: Db | Tx,
  packId: string,
  replaced: Json,
): Promise<Result<Rulebook, 'ledger.pack-missing' | 'ledger.pack-faulty'>> =>
  bookOf(packId, withLayers(packId, await packsWith(tx, replaced)))

/** Ids of the registered packs that stand on this one, over however many layers; itself not. */
export const packsStandingOn = async (tx: Db | Tx, packId: string): Promise<string[]> => {
  const packs = new Map((await newestPacks(tx)).map((pack) => [pack.id, pack]))
  return [...packs.keys()].filter(
    (id) => id !== packId && withLayers(id, packs).some((layer) => layer.id === packId),
  )
}

const packsWith = async (tx: Db | Tx, replaced: Json): Promise<Map<string, Registered>> => {
  const packs = new Map<string, Registered>((await newestPacks(tx)).map((pack) => [pack.id, pack]))
  const { id } = replaced as { id?: unknown }
  if (typeof id === 'string') packs.set(id, { id, hash: hashOfPack(replaced), pack: replaced })
  return packs
}

/** What a text is registered under. */
export const hashOfPack = (pack: Json): string =>
  `sha256:${createHash('sha256').update(canonicalJson(pack)).digest('hex')}`

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

/** Texts that decided something once, as far as they can be read today. */
export interface FrozenBook {
  /** False where today's compiler refuses them: what comes of them has to be held against what was kept. */
  readonly isSound: boolean
  /** Null where nothing can be read of them but their texts. */
  readonly ruleset: Ruleset | null
  readonly pack: PackText
  readonly texts: readonly PackText[]
  readonly hashes: readonly string[]
}

/** The texts by which a year was closed. A compiler that has become stricter takes no closed year back. */
export const frozenBookOf = async (
  tx: Db | Tx,
  hashes: readonly string[],
): Promise<Result<FrozenBook, 'ledger.pack-missing'>> => {
  const book = await rulebookOf(tx, hashes)
  if (book.ok) return ok({ ...book.value, isSound: true })
  const packs = new Map((await packsByHash(tx, hashes)).map((pack) => [pack.hash, pack.pack]))
  const [own, ...layers] = hashes.flatMap((hash) => packs.get(hash) ?? [])
  if (own === undefined || layers.length + 1 < hashes.length)
    return refuse('ledger.pack-missing', { pack: hashes[0] ?? '' })
  return ok({
    isSound: false,
    ruleset: compileDespiteFaults(own, layers),
    pack: own as unknown as PackText,
    texts: [own, ...layers] as unknown as PackText[],
    hashes,
  })
}

const compiledBook = (
  packId: string,
  wanted: readonly Registered[],
): Result<Rulebook, 'ledger.pack-missing' | 'ledger.pack-faulty'> => {
  const key = wanted.map((pack) => pack.hash).join(' ')
  const known = compiled.get(key)
  if (known) return ok(known)
  const book = bookOf(packId, wanted)
  if (book.ok) compiled.set(key, book.value)
  return book
}

const bookOf = (
  packId: string,
  wanted: readonly Registered[],
): Result<Rulebook, 'ledger.pack-missing' | 'ledger.pack-faulty'> => {
  const own = wanted[0]
  if (!own) return refuse('ledger.pack-missing', { pack: packId })
  const ruleset = compile(
    own.pack,
    wanted.slice(1).map((pack) => pack.pack),
  )
  if (!ruleset.ok) return faulty(packId, ruleset.errors)
  return ok({
    ruleset: ruleset.value,
    pack: own.pack as unknown as PackText,
    texts: wanted.map((pack) => pack.pack as unknown as PackText),
    hashes: wanted.map((pack) => pack.hash),
  })
}

/** Which pack it is, and its first fault in words, with the place in the text that it stands in. */
const faulty = (packId: string, faults: readonly Fault[]): Refused<'ledger.pack-faulty'> => {
  const [first] = faults
  const of = first && !first.code.startsWith('layers.') ? first.params['pack'] : undefined
  return refuse(
    'ledger.pack-faulty',
    {
      pack: packId,
      faultIn: of ?? packId,
      pointer: first?.pointer || '/',
      fault: first?.code ?? '',
      faultZh: first ? faultSentence(first, 'zh') : '',
      faultEn: first ? faultSentence(first, 'en') : '',
      count: faults.length,
    },
    faults,
  )
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

/** Registers pack files; the same text again changes nothing. Faulty packs are refused by the first evaluation, and by `rules check`. */
export const registerPacks = async (db: Db | Tx, packs: readonly Json[], now: Date): Promise<void> => {
  for (const pack of packs) {
    await insertPack(db, { hash: hashOfPack(pack), id: (pack as { id: string }).id, pack }, now)
  }
}
