import { eventHash } from '../../../kernel/exam-journal/event.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { query } from '../../../platform/perform.ts'
import type { IdentityVault } from '../../../platform/ports/ports.ts'
import { readTrail } from '../../../platform/sealed-event.ts'
import { effectiveEvents, type Effective } from '../domain/effective.ts'
import type { KeptLog } from '../domain/epochs.ts'
import { keyHash, questionHash } from '../domain/item.ts'
import { paperHash, permutationHash } from '../domain/paper.ts'
import { noEvidence } from '../domain/lateness.ts'
import { arrivalHash, journalRoot, receiptCode } from '../domain/receipt.ts'
import { consoleDiffers } from '../domain/console-trail.ts'
import { registerHash } from '../domain/register.ts'
import { resultSetHash, rowHash, type ScoredAttempt } from '../domain/result-set.ts'
import { differencesFromTrail, type AttemptAsKept } from '../domain/trail.ts'
import { attemptsOfSitting, type AttemptRow } from '../store/attempts.ts'
import { attemptsOfStrangers, registerOfSitting } from '../store/candidates.ts'
import { keptActs } from '../store/acts.ts'
import { recordsOfSitting } from '../store/room-records.ts'
import { findPaper, paperQuestions } from '../store/papers.ts'
import { resultSetsOf, resultsOf, type ResultSetRow } from '../store/results.ts'
import { consentsOfSitting } from '../store/tails.ts'
import { findSitting, ownersOfSitting } from '../store/sittings.ts'
import { keysOfLate } from '../store/late-answers.ts'
import { digest } from './digest.ts'
import { logsOf } from './freeze-attempt.ts'
import { isSignedBy } from './head-signature.ts'
import { logsAtOnce, ruleOf, scoreOf } from './score-sitting.ts'

export interface Fault {
  readonly code:
    | 'question-changed'
    | 'key-changed'
    | 'paper-changed'
    | 'permutation-changed'
    | 'candidate-changed'
    | 'answer-changed'
    | 'journal-broken'
    | 'mark-changed'
    | 'submission-changed'
    | 'result-changed'
    | 'result-missing'
    | 'result-foreign'
    | 'set-changed'
    | 'late-head-forged'
    | 'trail-differs'
    | 'trail-broken'
  readonly attemptId: string | null
  readonly detail: string
}

export interface Verification {
  readonly sittingId: string
  readonly attempts: number
  readonly events: number
  readonly results: number
  readonly faults: Fault[]
}

/**
 * Works everything of a sitting out again, from the sealed questions through every recorded act to the total, and
 * compares it with what is stored. One changed answer, mark, key or result is found and named; so is what was rewritten
 * with all its hashes, for the trail told of it when it happened. Without the vault the trail itself is believed.
 */
export const verifySitting = async (
  tx: Tx,
  sittingId: string,
  { zone, vault }: { readonly zone: string; readonly vault: IdentityVault | undefined },
  at: Date,
): Promise<Verification | undefined> => {
  const sitting = await findSitting(tx, sittingId)
  if (!sitting) return undefined
  const faults: Fault[] = await paperFaults(tx, sitting.paperId)
  const attempts = await attemptsOfSitting(tx, sittingId)
  for (const { attemptId, ticketNumber } of await attemptsOfStrangers(tx, sittingId))
    faults.push({ code: 'candidate-changed', attemptId, detail: ticketNumber })
  const keys = await keysOfLate(
    tx,
    attempts.map(({ id }) => id),
  )
  const rule = await ruleOf(tx, sitting)
  const sets = await resultSetsOf(tx, sittingId)
  const newest = sets.at(-1)
  const kept: AttemptAsKept[] = []
  const scored: ScoredAttempt[] = []
  let events = 0
  for (let from = 0; from < attempts.length; from += logsAtOnce) {
    const part = attempts.slice(from, from + logsAtOnce)
    const logs = await logsOf(tx, part, at)
    for (const attempt of part) {
      const log = logs.get(attempt.id)
      if (!log) continue
      events += log.events.length
      const effective = effectiveEvents(log, digest)
      // Results are compared once there are any; an older run may rightly differ from what the log says now.
      if (newest) scored.push(scoreOf(attempt, effective, rule, zone))
      kept.push(asKept(attempt, log, effective))
      faults.push(
        ...attemptFaults(attempt, log, effective),
        ...lateFaults(attempt, log, keys.get(attempt.id) ?? []),
      )
    }
  }
  let results = 0
  for (const set of sets) {
    const rows = await resultsOf(tx, set.id)
    results += rows.length
    faults.push(...setFaults(set, rows, rule.paperHash))
    if (set === newest) faults.push(...resultFaults(scored, rows))
  }
  const trail = await readTrail(tx, [sittingId, ...attempts.map(({ id }) => id)], vault)
  const whole = {
    ...sitting,
    paperHash: rule.paperHash,
    candidates: attempts.length,
    register: registerHash(await registerOfSitting(tx, sittingId), digest),
    sets,
  }
  const done = {
    consents: await consentsOfSitting(tx, sittingId),
    acts: await keptActs(tx, sittingId),
    records: await recordsOfSitting(tx, sittingId),
  }
  for (const { attemptId, what } of [
    ...differencesFromTrail(whole, kept, trail),
    ...consoleDiffers(sittingId, done, trail, digest),
  ])
    faults.push({ code: 'trail-differs', attemptId, detail: what })
  for (const { name, subjectId, sound } of trail)
    if (!sound)
      faults.push({
        code: 'trail-broken',
        attemptId: subjectId === sittingId ? null : subjectId,
        detail: name,
      })
  return { sittingId, attempts: attempts.length, events, results, faults }
}

const asKept = (attempt: AttemptRow, { epochs, evidence }: KeptLog, effective: Effective): AttemptAsKept => ({
  ...attempt,
  fences: attempt.submission
    ? null
    : epochs.flatMap(({ epoch, fence }) => (fence === null ? [] : [{ epoch, fence }])),
  arrival: attempt.submission && arrivalHash(effective, evidence, digest),
  decisions: evidence === noEvidence ? null : evidence.decisions,
})

const paperFaults = async (tx: Tx, paperId: string): Promise<Fault[]> => {
  const [paper, questions] = [await findPaper(tx, paperId), await paperQuestions(tx, paperId)]
  if (!paper) return [{ code: 'paper-changed', attemptId: null, detail: paperId }]
  const faults: Fault[] = []
  for (const question of questions) {
    if (questionHash(question, digest) !== question.questionHash)
      faults.push({ code: 'question-changed', attemptId: null, detail: question.slot })
    if (keyHash(question.questionHash, question.key, digest) !== question.keyHash)
      faults.push({ code: 'key-changed', attemptId: null, detail: question.slot })
  }
  const hash = paperHash({ title: paper.title, items: questions, profile: paper.profile }, digest)
  if (hash !== paper.hash || questions.length !== paper.itemCount)
    faults.push({ code: 'paper-changed', attemptId: null, detail: paper.title })
  return faults
}

const attemptFaults = (attempt: AttemptRow, log: KeptLog, { heads }: Effective): Fault[] => {
  const faults: Fault[] = []
  const fault = (code: Fault['code'], detail: string): void =>
    void faults.push({ code, attemptId: attempt.id, detail })
  if (permutationHash(attempt.paperHash, attempt.permutation, digest) !== attempt.permutationHash)
    fault('permutation-changed', attempt.ticketNumber)
  const epochs = new Map(log.epochs.map((epoch) => [epoch.epoch, epoch]))
  for (const { epoch, event } of log.events) {
    const page = epochs.get(epoch)
    // Whether it counts or not, an entry of the log must still be what its writer sealed.
    if (!page || eventHash(page, event, digest) !== event.hash)
      fault('answer-changed', `${epoch}/${event.seq}`)
  }
  for (const { epoch, seq, hash } of heads) {
    const page = epochs.get(epoch)
    if (!page) continue
    if (seq < Math.min(page.fence ?? page.highWater, page.highWater))
      fault('journal-broken', `${epoch}/${seq + 1}`)
    else if (page.fence === null && page.highWater === seq && page.head !== hash)
      fault('mark-changed', `${epoch}`)
  }
  const { submission } = attempt
  if (submission) {
    const { by, submittedAt } = submission
    const root = journalRoot(
      {
        attempt: attempt.id,
        paperHash: attempt.paperHash,
        submittedAt: submittedAt.toISOString(),
        by,
        heads,
      },
      digest,
    )
    if (root !== submission.root || receiptCode(root) !== submission.receipt)
      fault('submission-changed', submission.receipt)
  }
  return faults
}

/** What late answers count by must be what the page signed, with the key it registered. */
const lateFaults = (
  attempt: AttemptRow,
  log: KeptLog,
  keys: readonly { readonly epoch: number; readonly publicKey: Buffer | null }[],
): Fault[] =>
  log.evidence.heads.flatMap((head): Fault[] => {
    const { epoch, seq } = head
    const publicKey = keys.find((one) => one.epoch === epoch)?.publicKey ?? null
    return isSignedBy(publicKey, { attempt: attempt.id, epoch }, head)
      ? []
      : [{ code: 'late-head-forged', attemptId: attempt.id, detail: `${epoch}/${seq}` }]
  })

const setFaults = (set: ResultSetRow, rows: readonly ScoredAttempt[], sealed: string): Fault[] => {
  const faults: Fault[] = rows
    .filter((row) => rowHash(row, digest) !== row.rowHash)
    .map((row) => ({
      code: 'result-changed',
      attemptId: row.attemptId,
      detail: `${set.run}: ${row.score ?? row.status}`,
    }))
  const hash = resultSetHash({ ...set, rowHashes: rows.map((row) => row.rowHash) }, digest)
  if (hash !== set.hash || set.paperHash !== sealed)
    faults.push({ code: 'set-changed', attemptId: null, detail: String(set.run) })
  return faults
}

const resultFaults = (scored: readonly ScoredAttempt[], rows: readonly ScoredAttempt[]): Fault[] => {
  const stored = new Map(rows.map((row) => [row.attemptId, row]))
  const faults: Fault[] = []
  for (const row of scored) {
    const standing = stored.get(row.attemptId)
    if (!standing)
      faults.push({ code: 'result-missing', attemptId: row.attemptId, detail: row.score ?? row.status })
    else if (standing.rowHash !== row.rowHash) {
      faults.push({
        code: 'result-changed',
        attemptId: row.attemptId,
        detail: `${standing.score ?? standing.status} / ${row.score ?? row.status}`,
      })
    }
    stored.delete(row.attemptId)
  }
  for (const attemptId of stored.keys()) faults.push({ code: 'result-foreign', attemptId, detail: '' })
  return faults
}

export const verification = query({
  name: 'exams.verifySitting',
  action: 'exam.results.read',
  async load(reading, input: { sittingId: string }) {
    const sitting = await findSitting(reading.tx, input.sittingId)
    return sitting ? { owners: await ownersOfSitting(reading.tx, sitting) } : undefined
  },
  async reply(reading, input) {
    const report = await verifySitting(reading.tx, input.sittingId, reading.ports, reading.now)
    if (!report) throw new Error(`sitting ${input.sittingId} vanished`)
    return report
  },
})
