import { dayInZone } from '../../../kernel/calendar.ts'
import type { Json } from '../../../kernel/canonical-json.ts'
import { newId } from '../../../kernel/id.ts'
import { isPackId } from '../../../kernel/pack-id.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { command, type Unit } from '../../../platform/perform.ts'
import { boundedness, packBounds } from '../../../rules/reading/bounded.ts'
import { hashOfPack, newestPacks } from '../../ledger/index.ts'
import { emptyPack, inOrder } from '../domain/empty-pack.ts'
import { draftStarted } from '../events.ts'
import { insertDraft } from '../store/drafts.ts'
import { casesOf } from '../store/publications.ts'
import type { DraftOrigin } from '../store/tables.ts'
import { officesOf, writersWith } from './hands.ts'
import { readRulesFile } from './rules-file.ts'

/** The id a text gives itself, where it is one. */
export const packIdOf = (pack: Record<string, unknown>): string | undefined => {
  const { id } = pack
  return isPackId(id) ? id : undefined
}

const load = async (unit: Parameters<typeof officesOf>[0]) => {
  const [officeId] = officesOf(unit)
  return { owners: {}, officeId }
}

/** Begins a draft from the text in force under an id, with its cases, or from nothing. */
export const startDraft = command({
  name: 'ruleStudio.startDraft',
  action: 'ruleDraft.begin',
  load: (unit, _input: { packId: string; from: 'pack' | 'empty'; on?: string | undefined }) => load(unit),
  async run(unit, { packId, from, on }, { officeId }) {
    if (!officeId) return refuse('not-found')
    const newest = (await newestPacks(unit.tx)).find(({ id }) => id === packId)
    if (from === 'pack' && !newest) return refuse('rule-draft.pack-unknown', { pack: packId })
    if (from === 'empty' && newest) return refuse('rule-draft.pack-known', { pack: packId })
    const today = dayInZone(unit.now, unit.ports.zone)
    const begun = newest
      ? { pack: inOrder(newest.pack), cases: inOrder(await casesOf(unit.tx, newest.hash)) }
      : { pack: emptyPack(packId, on, today), cases: [] }
    const draftId = await keep(unit, {
      ...begun,
      officeId,
      packId,
      origin: from,
      baseHash: newest?.hash ?? null,
    })
    return ok({ draftId })
  },
})

/** A draft from a file: signed by this office or by one whose key was confirmed, or unsigned and then marked so. */
export const importDraft = command({
  name: 'ruleStudio.importDraft',
  action: 'ruleDraft.begin',
  load: (unit, _input: { file: string; trust?: string | undefined }) => load(unit),
  async run(
    unit,
    { file, trust },
    { officeId },
  ): Promise<Result<{ draftId: string; signed: boolean }, string>> {
    if (!officeId) return refuse('not-found')
    const read = await readRulesFile(unit, file, trust)
    if (!read.ok) return read
    const { pack, cases, signed } = read.value
    const bounds = boundedness([pack, cases], packBounds)
    if (bounds !== 'bounded') return refuse('rule-draft.too-big')
    const packId = packIdOf(pack)
    if (packId === undefined)
      return refuse('rule-file.id', {}, [{ pointer: '/pack/id', code: 'rule-draft.id' }])
    const newest = (await newestPacks(unit.tx)).find(({ id }) => id === packId)
    const draftId = await keep(unit, {
      pack,
      cases,
      officeId,
      packId,
      origin: signed ? 'signed-file' : 'unsigned-file',
      baseHash: newest?.hash ?? null,
    })
    return ok({ draftId, signed })
  },
})

interface Begun {
  readonly officeId: string
  readonly packId: string
  readonly origin: DraftOrigin
  readonly baseHash: string | null
  readonly pack: unknown
  readonly cases: unknown
}

const keep = async (unit: Unit, begun: Begun): Promise<string> => {
  const { account, ...writers } = await writersWith(unit, { writers: [], writerPersons: [] })
  const id = newId()
  await insertDraft(unit.tx, {
    id,
    ...begun,
    ...writers,
    hash: hashOfPack(begun.pack as Json),
    createdBy: account,
    createdAt: unit.now,
    savedBy: account,
    savedAt: unit.now,
  })
  await unit.emit(draftStarted(id, { pack: begun.packId, origin: begun.origin, base: begun.baseHash }))
  return id
}
