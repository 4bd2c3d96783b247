import type { Json } from '../../../kernel/canonical-json.ts'
import { ok, refuse, type Refused } from '../../../kernel/result.ts'
import { command, type Unit } from '../../../platform/perform.ts'
import { handsOf, registerPacks } from '../../ledger/index.ts'
import { draftProposed, draftReturned, draftWithdrawn, rulesPublished } from '../events.ts'
import { type Draft, moveDraft } from '../store/drafts.ts'
import { holdPublishing, insertCases, insertPublication, textsRegistered } from '../store/publications.ts'
import { checkPack } from './check-pack.ts'
import { effectOf, obstaclesOf } from './effect.ts'
import { isWriter, writersWith } from './hands.ts'
import { loadDraft } from './save-draft.ts'

interface OfDraft {
  readonly draftId: string
}

/** The first thing in the way, with all of them beside it. */
const obstructed = async (unit: Unit, draft: Draft): Promise<Refused<string> | undefined> => {
  const checked = await checkPack(unit.tx, draft.packId, draft.pack)
  const obstacles = await obstaclesOf(unit, draft, checked, await effectOf(unit, draft))
  const [first] = obstacles
  return (
    first &&
    refuse(
      first.code,
      first.params,
      obstacles.map((one) => ({ pointer: '', ...one })),
    )
  )
}

/** Hands a draft to a second officer. What is proposed stays as it is until it is decided. */
export const proposeDraft = command({
  name: 'ruleStudio.propose',
  action: 'ruleDraft.write',
  load: (unit, input: OfDraft & { revision: number; note: string }) => loadDraft(unit, input),
  async run(unit, { revision, note }, { draft }) {
    if (draft.state !== 'editing' && draft.state !== 'returned')
      return refuse('rule-draft.state', { state: draft.state })
    if (draft.revision !== revision) return refuse('state.conflict')
    const refused = await obstructed(unit, draft)
    if (refused) return refused
    const { account: _account, ...writers } = await writersWith(unit, draft)
    await moveDraft(unit.tx, draft.id, {
      state: 'proposed',
      note: note.trim(),
      proposedAt: unit.now,
      ...writers,
    })
    await unit.emit(draftProposed(draft.id, { pack: draft.packId, hash: draft.hash, note: note.trim() }))
    return ok({})
  },
})

/** A second officer approves what was proposed; from then on standings are worked out by it. */
export const publishDraft = command({
  name: 'ruleStudio.publish',
  action: 'ruleDraft.publish',
  load: (unit, input: OfDraft & { confirm: string; hash: string }) => loadDraft(unit, input),
  async run(unit, { confirm, hash }, { draft }) {
    if (draft.state !== 'proposed') return refuse('rule-draft.state', { state: draft.state })
    const hands = await handsOf(unit)
    if (isWriter(hands, draft)) return refuse('rule-draft.same-person')
    if (confirm.trim() !== draft.packId) return refuse('rule-draft.mismatch')
    if (hash !== draft.hash) return refuse('state.conflict')
    await holdPublishing(unit.tx)
    const refused = await obstructed(unit, draft)
    if (refused) return refused
    const effect = await effectOf(unit, draft)
    await registered(unit, draft)
    await insertPublication(unit.tx, {
      packHash: draft.hash,
      packId: draft.packId,
      draftId: draft.id,
      baseHash: draft.baseHash,
      writers: draft.writers,
      approvedBy: hands.account,
      approvedFor: hands.actedFor,
      reports: effect.runs.map((run) => run.reportHash as string),
      changedFrom: effect.changedFrom,
      publishedAt: unit.now,
    })
    await decided(unit, draft, 'published', '', hands.account)
    await unit.emit(
      rulesPublished(draft.id, {
        pack: draft.packId,
        hash: draft.hash,
        base: draft.baseHash,
        changedFrom: effect.changedFrom,
        reports: effect.runs.map((run) => run.reportHash as string),
      }),
    )
    return ok({ packId: draft.packId, hash: draft.hash })
  },
})

/** Registers the text as the newest of its id, with its cases. */
const registered = async (unit: Unit, draft: Draft): Promise<void> => {
  const [last] = await textsRegistered(unit.tx, draft.packId)
  // Of two texts the later one is in force: also where a clock was put back in between.
  const after = last ? last.registeredAt.getTime() + 1 : 0
  await registerPacks(unit.tx, [draft.pack as Json], new Date(Math.max(unit.now.getTime(), after)))
  await insertCases(unit.tx, draft.hash, draft.cases, unit.now)
}

const decided = (
  unit: Unit,
  draft: Draft,
  state: 'returned' | 'published' | 'withdrawn',
  answer: string,
  by: string,
): Promise<void> => moveDraft(unit.tx, draft.id, { state, answer, decidedBy: by, decidedAt: unit.now })

/** Back to its writers, with the reason. */
export const returnDraft = command({
  name: 'ruleStudio.return',
  action: 'ruleDraft.publish',
  load: (unit, input: OfDraft & { reason: string }) => loadDraft(unit, input),
  async run(unit, { reason }, { draft }) {
    if (draft.state !== 'proposed') return refuse('rule-draft.state', { state: draft.state })
    const { account } = await handsOf(unit)
    await decided(unit, draft, 'returned', reason.trim(), account)
    await unit.emit(draftReturned(draft.id, { pack: draft.packId, hash: draft.hash, reason: reason.trim() }))
    return ok({})
  },
})

/** Ends a draft that is not to be published. */
export const withdrawDraft = command({
  name: 'ruleStudio.withdraw',
  action: 'ruleDraft.write',
  load: (unit, input: OfDraft & { reason: string }) => loadDraft(unit, input),
  async run(unit, { reason }, { draft }) {
    if (draft.state === 'published' || draft.state === 'withdrawn')
      return refuse('rule-draft.state', { state: draft.state })
    const { account } = await handsOf(unit)
    await decided(unit, draft, 'withdrawn', reason.trim(), account)
    await unit.emit(draftWithdrawn(draft.id, { pack: draft.packId, hash: draft.hash, reason: reason.trim() }))
    return ok({})
  },
})
