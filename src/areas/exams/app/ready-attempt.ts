import { ok, refuse } from '../../../kernel/result.ts'
import { command, query } from '../../../platform/perform.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { grantEpoch } from '../domain/epochs.ts'
import { attemptReady } from '../events.ts'
import { findAttempt, lockAttempt, setEpoch } from '../store/attempts.ts'
import { insertEpoch, readEpochs } from '../store/journal.ts'
import { digest } from './digest.ts'
import { sealedMediaOf, sealedPaperOf, writeClaim } from './sealed-form.ts'
import { barredFrom, keyOfPage, type PageToLetIn } from './start-attempt.ts'
import { fencePage } from './fence-page.ts'

/** How long before the opening a seat may be made ready. */
const readyMs = 60 * 60_000

/**
 * Before the opening: does everything of the start that needs the database, so that the start itself needs none. The
 * page gets its epoch and a signed claim to the key; the clock does not run and the paper stays sealed.
 */
export const readyAttempt = command({
  name: 'exams.readyAttempt',
  action: 'exam.sit',
  async load(unit, input: PageToLetIn) {
    const attempt = await lockAttempt(unit.tx, input.attemptId)
    return attempt ? { owners: { professional: [attempt.personId] }, attempt } : undefined
  },
  async run(unit, input, { attempt }) {
    const allowed = barredFrom(attempt, input)
    if (!allowed.ok) return allowed
    const key = keyOfPage(input)
    if (!key.ok) return key
    const untilOpening = attempt.opensAt.getTime() - unit.now.getTime()
    if (attempt.startedAt || untilOpening <= 0) return refuse('exam.already-open')
    if (untilOpening > readyMs) return refuse('exam.not-open', { opensAt: attempt.opensAt.toISOString() })
    const { fenced, opened, grant } = grantEpoch(
      await readEpochs(unit.tx, [attempt.id]),
      { attempt: attempt.id, machine: input.machine, writer: input.writer },
      attempt.paperHash,
      digest,
    )
    if (fenced) await fencePage(unit, attempt, fenced)
    await insertEpoch(unit.tx, opened, 0, unit.actor.accountId, unit.now, key.value)
    await setEpoch(unit.tx, attempt.id, opened.epoch)
    await unit.emit(attemptReady(attempt.id, { sitting: attempt.sittingId, epoch: opened.epoch }))
    const { vault } = unit.ports
    const sealed = await sealedPaperOf(unit.tx, vault, attempt)
    return ok({
      attemptId: attempt.id,
      epoch: grant.epoch,
      paperHash: grant.paperHash,
      ownEpochs: [...grant.ownEpochs],
      sealedHash: sealed.hash,
      claim: writeClaim(vault, {
        attemptId: attempt.id,
        sittingId: attempt.sittingId,
        epoch: grant.epoch,
        paperHash: grant.paperHash,
        sealedHash: sealed.hash,
      }),
      opensAt: attempt.opensAt.toISOString(),
      serverTime: unit.now.toISOString(),
      messages: attempt.messages,
      title: attempt.title,
      titleEn: attempt.titleEn,
      candidate: { name: attempt.name, ticketNumber: attempt.ticketNumber },
    })
  },
})

/** The sealed paper of one candidate: worth nothing without the key, which nobody gets before the opening. */
export const showSealedPaper = query({
  name: 'exams.showSealedPaper',
  action: 'exam.sit',
  async load(reading, input: { attemptId: string }) {
    const attempt = await findAttempt(reading.tx, input.attemptId)
    return attempt ? { owners: { professional: [attempt.personId] }, attempt } : undefined
  },
  reply: (reading, _input, { attempt }) => sealedPaperOf(reading.tx, reading.ports.vault, attempt),
})

/** A file of the paper as it lies on a seat before the start, by the hash of what is sealed. */
export const showSealedMedia = query({
  name: 'exams.showSealedMedia',
  action: 'exam.sit',
  async load(reading, input: { attemptId: string; hash: string }) {
    const attempt = await findAttempt(reading.tx, input.attemptId)
    return attempt ? { owners: { professional: [attempt.personId] }, attempt } : undefined
  },
  async reply(reading, { hash }, { attempt }) {
    const content = await sealedMediaOf(reading.tx, reading.ports.vault, attempt, hash)
    if (!content) throw new Refusal(refuse('not-found'))
    return { mediaType: 'application/octet-stream', content }
  },
})
