import type { Json } from '../../../kernel/canonical-json.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command, type Reading } from '../../../platform/perform.ts'
import { boundedness, factsBounds, packBounds } from '../../../rules/reading/bounded.ts'
import { hashOfPack, newestPacks } from '../../ledger/index.ts'
import { draftSaved } from '../events.ts'
import { lockDraft, writeDraft } from '../store/drafts.ts'
import { checkPack, readDraftCases } from './check-pack.ts'
import { writersWith } from './hands.ts'
import { packIdOf } from './start-draft.ts'

export interface DraftToSave {
  readonly draftId: string
  readonly revision: number
  readonly pack: Record<string, unknown>
  readonly cases: Record<string, unknown>[]
  readonly rebase?: boolean | undefined
}

export const loadDraft = async (unit: Reading, input: { draftId: string }) => {
  const draft = await lockDraft(unit.tx, input.draftId)
  return draft && { owners: { office: [draft.officeId] }, draft }
}

/** Keeps what was written, faults and all: a draft is loaded nowhere. Two who write at once are told. */
export const saveDraft = command({
  name: 'ruleStudio.saveDraft',
  action: 'ruleDraft.write',
  load: (unit, input: DraftToSave) => loadDraft(unit, input),
  async run(unit, { revision, pack, cases, rebase }, { draft }) {
    if (draft.state !== 'editing' && draft.state !== 'returned')
      return refuse('rule-draft.state', { state: draft.state })
    if (draft.revision !== revision) return refuse('state.conflict')
    if (boundedness(pack, packBounds) !== 'bounded' || boundedness(cases, factsBounds) !== 'bounded')
      return refuse('rule-draft.too-big')
    const packId = packIdOf(pack)
    if (packId === undefined)
      return refuse('rule-draft.id', {}, [{ pointer: '/pack/id', code: 'rule-draft.id' }])
    const { account, ...writers } = await writersWith(unit, draft)
    const newest = (await newestPacks(unit.tx)).find(({ id }) => id === packId)
    const hash = hashOfPack(pack as Json)
    const saved = await writeDraft(unit.tx, draft, {
      packId,
      pack,
      cases,
      hash,
      baseHash: rebase || packId !== draft.packId ? (newest?.hash ?? null) : draft.baseHash,
      ...writers,
      savedBy: account,
      savedAt: unit.now,
    })
    const { faults, notes } = await checkPack(unit.tx, packId, pack)
    await unit.emit(draftSaved(draft.id, { pack: packId, revision: saved, hash }))
    return ok({
      revision: saved,
      hash,
      faults: [...faults, ...readDraftCases(cases).faults],
      notes: [...notes],
    })
  },
})
