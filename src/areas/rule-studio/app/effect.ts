import { dayInZone } from '../../../kernel/calendar.ts'
import type { Params } from '../../../kernel/result.ts'
import type { Reading } from '../../../platform/perform.ts'
import { newestPacks, packsByHash, packsStandingOn, rulebook } from '../../ledger/index.ts'
import { changedFrom } from '../domain/changed-from.ts'
import type { Draft } from '../store/drafts.ts'
import { movedSince, type RunListed, runsOf } from '../store/dry-runs.ts'
import {
  type ClosedPeriod,
  closedPeriodsOf,
  type Programme,
  programmesOfOffices,
  programmesOfPacks,
} from '../store/programmes.ts'
import { isRegistered } from '../store/publications.ts'
import { bookAfter } from './dry-run.ts'
import { casesRun, type CheckedPack, readDraftCases } from './check-pack.ts'

/** What publishing a draft would reach. */
export interface Effect {
  /** First day for which it says something else than the text in force; null: it says the same. */
  readonly changedFrom: string | null
  readonly retroactive: boolean
  /** That go by the pack, or by one standing on it. */
  readonly programmes: readonly Programme[]
  /** Of the own office's, on which it would bear. */
  readonly closedPeriods: readonly ClosedPeriod[]
  /** Another text was published under the id since the draft was begun. */
  readonly behind: boolean
  /** Runs of exactly this text against exactly the texts in force. */
  readonly runs: readonly RunListed[]
  readonly allRuns: readonly RunListed[]
}

export const effectOf = async (reading: Reading, draft: Draft): Promise<Effect> => {
  const { tx } = reading
  const newest = (await newestPacks(tx)).find(({ id }) => id === draft.packId)
  const programmes = await programmesOfPacks(tx, [draft.packId, ...(await packsStandingOn(tx, draft.packId))])
  const own = programmes.filter(({ officeId }) => officeId === draft.officeId).map(({ id }) => id)
  const base = newest ? (await packsByHash(tx, [newest.hash]))[0]?.pack : undefined
  const from = changedFrom(base, draft.pack)
  const today = dayInZone(reading.now, reading.ports.zone)
  const allRuns = await runsOf(tx, draft.id)
  return {
    changedFrom: from,
    retroactive: from !== null && from < today,
    programmes,
    closedPeriods: from === null ? [] : await closedPeriodsOf(tx, own, from),
    behind: (newest?.hash ?? null) !== draft.baseHash && newest?.hash !== draft.hash,
    runs: await standingRuns(reading, draft, allRuns),
    allRuns,
  }
}

const standingRuns = async (
  { tx }: Reading,
  draft: Draft,
  runs: readonly RunListed[],
): Promise<RunListed[]> => {
  const programmes = new Map((await programmesOfOffices(tx, [draft.officeId])).map((one) => [one.id, one]))
  const texts = new Map<string, string>()
  const standing: RunListed[] = []
  for (const run of runs) {
    const programme = programmes.get(run.programmeId)
    if (run.state !== 'done' || run.hash !== draft.hash || !programme) continue
    if (!texts.has(programme.rulePack)) {
      const before = await rulebook(tx, programme.rulePack)
      const { book: after } = await bookAfter(tx, programme.rulePack, draft.packId, draft.pack)
      const isUsable = before.ok && after.ok
      texts.set(
        programme.rulePack,
        isUsable ? [...before.value.hashes, after.value.ruleset.hash].join(' ') : '',
      )
    }
    // A layer beneath the draft that was published since makes another rulebook of the same text.
    if (texts.get(programme.rulePack) === [...run.beforeHashes, run.afterHash].join(' ')) standing.push(run)
  }
  return standing
}

export interface Obstacle {
  readonly code: string
  readonly params: Params
}

/** A register that moved by more than one in so many people since the run asks for another run. */
const movedShare = 20

/** Everything that stands in the way of publishing a draft; empty when nothing does. */
export const obstaclesOf = async (
  reading: Reading,
  draft: Draft,
  checked: CheckedPack,
  effect: Effect,
): Promise<Obstacle[]> => {
  const found: Obstacle[] = []
  const add = (code: string, params: Params = {}): void => void found.push({ code, params })
  if (effect.behind) add('rule-draft.behind')
  if (await isRegistered(reading.tx, draft.hash)) add('rule-draft.known-text')
  if (checked.faults.length > 0) add('rule-draft.faults', { count: checked.faults.length })
  const cases = readDraftCases(draft.cases)
  if (cases.faults.length > 0) add('rule-draft.case-faults', { count: cases.faults.length })
  else if (cases.cases.length === 0) add('rule-draft.no-cases')
  else if (checked.book) {
    const failed = (await casesRun(checked.book, cases.cases)).filter(({ passed }) => !passed).length
    if (failed > 0) add('rule-draft.cases-fail', { count: failed })
  }
  for (const { officeId, name } of effect.programmes)
    if (officeId !== draft.officeId) add('rule-draft.used-elsewhere', { programme: name })
  found.push(...(await missingRuns(reading, draft, effect)))
  return found
}

/** Every programme that goes by it is run, every closed period it bears on, and where none goes by it, any one. */
const missingRuns = async (reading: Reading, draft: Draft, effect: Effect): Promise<Obstacle[]> => {
  const own = effect.programmes.filter(({ officeId }) => officeId === draft.officeId)
  const names = new Map(own.map((one) => [one.id, one.name]))
  const found: Obstacle[] = own
    .filter(({ id }) => !effect.runs.some(({ programmeId }) => programmeId === id))
    .map(({ name }) => ({ code: 'rule-draft.dry-run-missing', params: { programme: name } }))
  for (const { programmeId, period } of effect.closedPeriods)
    if (!effect.runs.some((run) => run.programmeId === programmeId && run.period === period))
      found.push({
        code: 'rule-draft.closed-run-missing',
        params: { programme: names.get(programmeId) ?? '', period },
      })
  if (own.length === 0 && effect.runs.length === 0) {
    const programmes = await programmesOfOffices(reading.tx, [draft.officeId])
    if (programmes.length > 0) found.push({ code: 'rule-draft.dry-run-none', params: {} })
  }
  for (const run of effect.runs) {
    const moved = await movedSince(reading.tx, run.programmeId, run.snapshotAt as Date)
    const isLatest = effect.runs.find(
      (one) => one.programmeId === run.programmeId && one.period === run.period,
    )
    if (isLatest === run && moved * movedShare > run.people)
      found.push({
        code: 'rule-draft.dry-run-stale',
        params: { programme: run.programmeName, period: run.period, moved },
      })
  }
  return found
}
