import { createHash } from 'node:crypto'
import type { Actor } from '../../access/index.ts'
import type { JournalEvent } from '../../kernel/exam-journal/event.ts'
import { ok, refuse, type Result } from '../../kernel/result.ts'
import {
  actionRoute,
  commandRoute,
  queryRoute,
  route,
  type Call,
  sent,
  type Route,
} from '../../platform/http/route.ts'
import { uploadedFile } from '../../platform/http/uploaded-file.ts'
import type { Asking } from '../../platform/perform.ts'
import { sentence } from '../../wire/problems/index.ts'
import { adjustTime } from './app/adjust-time.ts'
import { appendEvents } from './app/append-queue.ts'
import { addCandidates, cancelSitting, endSitting, rescheduleSitting } from './app/change-sitting.ts'
import { checkReceipt } from './app/check-receipt.ts'
import { listActs, showConsole } from './app/console.ts'
import { countTail } from './app/count-tail.ts'
import { createSitting, readArrangement } from './app/create-sitting.ts'
import { decideLate } from './app/late-answers.ts'
import { holdSeats, resumeSeats } from './app/hold-seats.ts'
import { importQuestions, mayImportQuestions } from './app/import-questions.ts'
import { ownExams } from './app/own-exams.ts'
import { inHallLine } from './app/hall-line.ts'
import { freshPresence, notePresence } from './app/presence.ts'
import { listQuestions, showKey } from './app/question-bank.ts'
import { readQuestionFile } from './app/read-question-file.ts'
import { listAttempts, listSittings, showSitting } from './app/read-sittings.ts'
import { releaseResults, showResults } from './app/release-results.ts'
import { listMessages, readMessages } from './app/messages.ts'
import { showRoomRecord, signRoomRecord } from './app/room-record.ts'
import { printTickets } from './app/print-tickets.ts'
import { scoreSitting } from './app/score-sitting.ts'
import { listPapers, sealPaper, showPaper } from './app/seal-paper.ts'
import { admitSeats, fenceSeats, moveSeat, noteIncident, sendMessage, submitSeat } from './app/seat-acts.ts'
import { showAttempt, showOwnJournal } from './app/show-attempt.ts'
import { browserSeen } from './app/browser-seen.ts'
import { addMedia, previewMedia, setMedia, showMedia } from './app/media.ts'
import { readyAttempt, showSealedMedia, showSealedPaper } from './app/ready-attempt.ts'
import { startAttempt } from './app/start-attempt.ts'
import { startByKey, startWritten } from './app/start-by-key.ts'
import { submitAttempt } from './app/submit-attempt.ts'
import { knowingSweeps } from './app/sweep-due.ts'
import { actorOfSeat, enterWithTicket, listTickets, renewTicket } from './app/tickets.ts'
import { verification } from './app/verify-sitting.ts'
import * as contract from './contract.ts'

/** Who sits at this attempt: the holder of a seat's key where one is sent, else whoever is signed in. */
const candidateOf = async (
  call: Pick<Call, 'request' | 'actor' | 'services' | 'by'> & { readonly params: { attemptId: string } },
): Promise<{ actor: Actor; by: Asking }> => {
  const key = call.request.headers[contract.seatKeyHeader]
  if (typeof key !== 'string') return { actor: call.actor, by: call.by }
  const actor = (await actorOfSeat(call.services, key, call.params.attemptId)) ?? {
    ...call.actor,
    kind: 'account',
    personId: null,
    roles: [],
  }
  return { actor, by: { ...call.by, actor } }
}

/** A file that was uploaded: what it is, its content said, and nothing in it runs. */
const sendMedia = (
  call: Pick<Call, 'reply'>,
  found: Result<{ mediaType: string; content: Buffer }, string>,
): typeof sent | typeof found => {
  if (!found.ok) return found
  void call.reply
    .header('content-type', found.value.mediaType)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'private, max-age=86400, immutable')
    .send(found.value.content)
  return sent
}

const workRoutes: readonly Route[] = [
  actionRoute(contract.importQuestions, mayImportQuestions.action, async (call) => {
    const allowed = await call.services.ask(mayImportQuestions, call.params, call.by)
    if (!allowed.ok) return allowed
    const file = await uploadedFile(call.request)
    if (!file.ok) return file
    if (!file.value) return refuse('question.no-file')
    const { name, bytes } = file.value
    const read = await readQuestionFile(bytes, name)
    if (!read.ok) return read
    const fileHash = createHash('sha256').update(bytes).digest('hex')
    const done = await call.services.perform(
      importQuestions,
      {
        programmeId: call.params.programmeId,
        fileName: name.slice(0, 200),
        fileHash,
        read: read.value,
      },
      call.by,
    )
    if (!done.ok) return done
    const said = <
      T extends { row: number; title: string; code: string; params: Record<string, string | number> },
    >({
      row,
      title,
      code,
      params,
    }: T) => ({
      row,
      title,
      code,
      message: sentence(code, call.language, params),
    })
    const refused = read.value.refused.map((one) => ({ ...said(one), column: null }))
    return ok({ ...done.value, refused, notes: read.value.notes.map(said) })
  }),
  actionRoute(contract.addMedia, addMedia.action, async (call) => {
    const allowed = await call.services.ask(mayImportQuestions, call.params, call.by)
    if (!allowed.ok) return allowed
    const file = await uploadedFile(call.request)
    if (!file.ok) return file
    if (!file.value) return refuse('exam.file-missing')
    return call.services.perform(addMedia, { ...call.params, ...file.value }, call.by)
  }),
  actionRoute(contract.previewMedia, previewMedia.action, async (call) =>
    sendMedia(call, await call.services.ask(previewMedia, call.params, call.by)),
  ),
  commandRoute(contract.setMedia, setMedia),
  queryRoute(contract.listQuestions, listQuestions),
  commandRoute(contract.showKey, showKey),
  commandRoute(contract.sealPaper, sealPaper),
  queryRoute(contract.listPapers, listPapers),
  queryRoute(contract.showPaper, showPaper),
  queryRoute(contract.readArrangement, readArrangement),
  commandRoute(contract.createSitting, createSitting),
  commandRoute(contract.addCandidates, addCandidates),
  commandRoute(contract.rescheduleSitting, rescheduleSitting),
  commandRoute(contract.cancelSitting, cancelSitting),
  commandRoute(contract.endSitting, endSitting),
  queryRoute(contract.listSittings, listSittings),
  queryRoute(contract.showSitting, showSitting),
  actionRoute(contract.listAttempts, 'exam.read', (call) =>
    call.services.ask(listAttempts(call.services, freshPresence(call.services)), call.params, call.by),
  ),
  commandRoute(contract.adjustTime, adjustTime),
  queryRoute(contract.listTickets, listTickets),
  actionRoute(contract.printTickets, 'exam.invigilate', async (call) => {
    const file = await printTickets(call.services, call.params.sittingId, call.by)
    if (!file.ok) return file
    void call.reply
      .header('cache-control', 'private, no-store')
      .header('content-disposition', 'inline; filename="tickets.pdf"')
      .type('application/pdf')
      .send(Buffer.from(file.value.buffer, file.value.byteOffset, file.value.byteLength))
    return sent
  }),
  commandRoute(contract.renewTicket, renewTicket),
  commandRoute(contract.scoreSitting, scoreSitting),
  commandRoute(contract.releaseResults, releaseResults),
  queryRoute(contract.showResults, showResults),
  queryRoute(contract.verifySitting, verification),
  queryRoute(contract.listOwnExams, ownExams),
]

const consoleRoutes: readonly Route[] = [
  actionRoute(contract.showConsole, 'exam.invigilate', (call) =>
    call.services.ask(showConsole(call.services, freshPresence(call.services)), call.params, call.by),
  ),
  queryRoute(contract.listActs, listActs),
  commandRoute(contract.holdSeats, holdSeats),
  commandRoute(contract.resumeSeats, resumeSeats),
  commandRoute(contract.admitSeats, admitSeats),
  commandRoute(contract.fenceSeats, fenceSeats),
  commandRoute(contract.moveSeat, moveSeat),
  commandRoute(contract.sendMessage, sendMessage),
  commandRoute(contract.submitSeat, submitSeat),
  commandRoute(contract.noteIncident, noteIncident),
  commandRoute(contract.countTail, countTail),
  commandRoute(contract.decideLate, decideLate),
  queryRoute(contract.showRoomRecord, showRoomRecord),
  commandRoute(contract.signRoomRecord, signRoomRecord),
]

const candidateRoutes: readonly Route[] = [
  commandRoute(contract.enterWithTicket, enterWithTicket),
  route(contract.showAttempt, async (call) =>
    call.services.ask(showAttempt, call.params, (await candidateOf(call)).by),
  ),
  route(contract.startAttempt, async (call) => {
    const { by } = await candidateOf(call)
    const browser = browserSeen(call.services.ports.publicUrl, call.request)
    return inHallLine(() =>
      knowingSweeps(call.services, (sweeps) =>
        call.services.perform(startAttempt, { ...call.body, ...call.params, browser, sweeps }, by),
      ),
    )
  }),
  route(contract.readyAttempt, async (call) => {
    const { by } = await candidateOf(call)
    const browser = browserSeen(call.services.ports.publicUrl, call.request)
    return inHallLine(() =>
      call.services.perform(readyAttempt, { ...call.body, ...call.params, browser }, by),
    )
  }),
  route(contract.showSealedPaper, async (call) =>
    call.services.ask(showSealedPaper, call.params, (await candidateOf(call)).by),
  ),
  route(contract.showSealedMedia, async (call) =>
    sendMedia(call, await call.services.ask(showSealedMedia, call.params, (await candidateOf(call)).by)),
  ),
  route(contract.startByKey, (call) =>
    startByKey(
      call.services,
      call.params.attemptId,
      String(call.request.headers[contract.seatKeyHeader] ?? ''),
    ),
  ),
  route(contract.showMedia, async (call) =>
    sendMedia(call, await call.services.ask(showMedia, call.params, (await candidateOf(call)).by)),
  ),
  route(contract.appendEvents, async (call) => {
    const receivedAt = call.services.now()
    await startWritten(call.services, call.params.attemptId)
    const { actor } = await candidateOf(call)
    const { epoch, events, head, answered = 0, unsent = 0 } = call.body
    const { attemptId } = call.params
    const done = await appendEvents(call.services, {
      actor,
      attemptId,
      epoch,
      events: events as readonly JournalEvent[],
      head,
      receivedAt,
    })
    if (done.ok) notePresence(call.services, { attemptId, at: receivedAt, epoch, answered, unsent })
    return done
  }),
  route(contract.submitAttempt, async (call) => {
    const { by } = await candidateOf(call)
    return inHallLine(() => call.services.perform(submitAttempt, { ...call.body, ...call.params }, by))
  }),
  route(contract.listMessages, async (call) =>
    call.services.ask(listMessages, call.params, (await candidateOf(call)).by),
  ),
  route(contract.readMessages, async (call) =>
    call.services.perform(readMessages, { ...call.body, ...call.params }, (await candidateOf(call)).by),
  ),
  route(contract.showOwnJournal, async (call) =>
    call.services.ask(showOwnJournal, call.params, (await candidateOf(call)).by),
  ),
  route(contract.checkReceipt, async (call) => {
    const found = await call.services.ask(checkReceipt, call.params, call.by)
    if (!found.ok) return found
    return found.value ? ok(found.value) : refuse('exam.receipt-unknown')
  }),
]

export const examRoutes: readonly Route[] = [...workRoutes, ...consoleRoutes, ...candidateRoutes]
