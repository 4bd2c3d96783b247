import { query, type Reading } from '../../../platform/perform.ts'
import { handsOf } from '../../ledger/index.ts'
import type { DraftRead } from '../contract.ts'
import { accountNames, type Draft, findDraft } from '../store/drafts.ts'
import { casesRun, checkPack, outlineOf, readDraftCases } from './check-pack.ts'
import { type Effect, effectOf, type Obstacle, obstaclesOf } from './effect.ts'
import { isWriter } from './hands.ts'
import { linesNamed } from './lines-named.ts'
import { signedFile } from './rules-file.ts'
import { titleOf } from './titles.ts'

interface OfDraft {
  readonly draftId: string
}

const load = async (reading: Reading, input: OfDraft) => {
  const draft = await findDraft(reading.tx, input.draftId)
  return draft && { owners: { office: [draft.officeId] }, draft }
}

const isOver = ({ state }: Draft): boolean => state === 'published' || state === 'withdrawn'

/** A draft with everything that is wrong with it, what it would reach, and what stands in the way of publishing it. */
export const readDraft = query({
  name: 'ruleStudio.readDraft',
  action: 'ruleDraft.read',
  load,
  async reply(reading, _input: OfDraft, { draft, owners }): Promise<DraftRead> {
    const checked = await checkPack(reading.tx, draft.packId, draft.pack)
    const effect = await effectOf(reading, draft)
    const names = await accountNames(reading.tx, [
      ...draft.writers,
      draft.savedBy,
      ...(draft.decidedBy ? [draft.decidedBy] : []),
    ])
    return {
      id: draft.id,
      packId: draft.packId,
      title: titleOf(draft.pack),
      origin: draft.origin,
      state: draft.state,
      revision: draft.revision,
      hash: draft.hash,
      baseHash: draft.baseHash,
      behind: !isOver(draft) && effect.behind,
      pack: draft.pack,
      cases: draft.cases,
      faults: [...checked.faults, ...readDraftCases(draft.cases).faults],
      notes: [...checked.notes],
      outline: checked.book && outlineOf(checked.book),
      writtenBy: draft.writers.map((id) => names.get(id) ?? ''),
      savedBy: names.get(draft.savedBy) ?? '',
      savedAt: draft.savedAt.toISOString(),
      note: draft.note,
      answer: draft.answer,
      decidedBy: draft.decidedBy && (names.get(draft.decidedBy) ?? ''),
      decidedAt: draft.decidedAt?.toISOString() ?? null,
      effect: effectView(draft, effect),
      runs: effect.allRuns.map((run) => ({
        id: run.id,
        programmeId: run.programmeId,
        programmeName: run.programmeName,
        programmeNameEn: run.programmeNameEn,
        period: run.period,
        state: run.state,
        startedAt: run.startedAt.toISOString(),
        reportHash: run.reportHash,
        current: run.hash === draft.hash,
      })),
      blocked: isOver(draft)
        ? []
        : await blockedFor(reading, draft, await obstaclesOf(reading, draft, checked, effect)),
      may: reading.may(owners, ['ruleDraft.write', 'ruleDraft.publish']),
    }
  },
})

/** Obstacles, and for a proposed draft whether the reader is one of its writers. */
const blockedFor = async (reading: Reading, draft: Draft, obstacles: readonly Obstacle[]) => {
  const own =
    draft.state === 'proposed' && reading.actor.accountId !== null && isWriter(await handsOf(reading), draft)
  return [...obstacles, ...(own ? [{ code: 'rule-draft.same-person', params: {} }] : [])].map(
    ({ code, params }) => ({
      code,
      params: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)])),
    }),
  )
}

const effectView = (draft: Draft, effect: Effect): DraftRead['effect'] => {
  const names = new Map(effect.programmes.map((one) => [one.id, one]))
  const runFor = (programmeId: string, period?: string): string | null =>
    effect.runs.find(
      (run) => run.programmeId === programmeId && (period === undefined || run.period === period),
    )?.id ?? null
  return {
    changedFrom: effect.changedFrom,
    retroactive: effect.retroactive,
    programmes: effect.programmes.map(({ id, name, nameEn, officeId }) => ({
      id,
      name,
      nameEn,
      own: officeId === draft.officeId,
      runId: runFor(id),
    })),
    closedPeriods: effect.closedPeriods.map(({ programmeId, period }) => ({
      programmeId,
      name: names.get(programmeId)?.name ?? '',
      nameEn: names.get(programmeId)?.nameEn ?? '',
      period,
      runId: runFor(programmeId, period),
    })),
  }
}

/** Runs the cases of a draft as it is kept. */
export const runDraftCases = query({
  name: 'ruleStudio.runCases',
  action: 'ruleDraft.read',
  load,
  async reply(reading, _input: OfDraft, { draft }) {
    const { book, faults } = await checkPack(reading.tx, draft.packId, draft.pack)
    const read = readDraftCases(draft.cases)
    const cases = book && read.faults.length === 0 ? await casesRun(book, read.cases) : []
    const passed = cases.filter((one) => one.passed).length
    return {
      revision: draft.revision,
      passed,
      failed: cases.length - passed,
      faults: [...faults, ...read.faults],
      lines: book ? linesNamed([book]) : [],
      cases,
    }
  },
})

/** A draft as a signed file, for another office or another installation. */
export const draftFile = query({
  name: 'ruleStudio.exportDraft',
  action: 'ruleDraft.read',
  load,
  async reply(reading, _input: OfDraft, { draft }) {
    return { name: draft.packId, text: await signedFile(reading.ports.signer, draft) }
  },
})
