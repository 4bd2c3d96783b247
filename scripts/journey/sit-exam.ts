import { createHash, randomUUID } from 'node:crypto'
import { type Journal, openJournal, write } from '../../src/kernel/exam-journal/writer.ts'
import { journeyClient, type JourneyClient, unreachable } from './journey-client.ts'

export interface ExamToSit {
  readonly baseUrl: string
  readonly programmeId: string
  readonly classId: string
  readonly questions: { readonly filename: string; readonly content: Uint8Array<ArrayBuffer> }
  /** Right options' texts by stem. */
  readonly right: ReadonlyMap<string, ReadonlySet<string>>
  /** Who answers everything wrongly. */
  readonly failing: ReadonlySet<string>
}

interface Question {
  readonly slot: string
  readonly stem: string
  readonly options: readonly { readonly id: string; readonly text: string }[]
}

const seatsAtOnce = 8

interface Ticket {
  readonly personId: string
  readonly ticketNumber: string
  readonly code: string
}

/** Questions imported, paper sealed, sitting opened: whoever has a ticket may begin. */
export const openSitting = async (
  office: JourneyClient,
  exam: Pick<ExamToSit, 'programmeId' | 'classId' | 'questions'>,
) => {
  const imported = await office.upload<{
    questions: { versionId: string }[]
    refused: { row: number; column: string | null; code: string; message: string }[]
  }>(
    `/api/v1/programmes/${exam.programmeId}/question-imports`,
    exam.questions.filename,
    exam.questions.content,
  )
  const paper = await office.post<{ paperId: string }>(`/api/v1/programmes/${exam.programmeId}/papers`, {
    title: `结业考试 ${new Date().toISOString().slice(0, 19)}`,
    items: imported.questions.map((question) => ({ versionId: question.versionId, points: '1' })),
  })
  const now = Date.now()
  const sitting = await office.post<{ sittingId: string; candidates: number }>(
    `/api/v1/classes/${exam.classId}/sittings`,
    {
      paperId: paper.paperId,
      opensAt: new Date(now).toISOString(),
      closesAt: new Date(now + 2 * 3_600_000).toISOString(),
      durationMinutes: 60,
    },
  )
  const tickets = await office.get<{ items: Ticket[] }>(`/api/v1/sittings/${sitting.sittingId}/tickets`)
  return { sittingId: sitting.sittingId, tickets: tickets.items, refused: imported.refused }
}

/** A sitting of its own, every candidate at a seat of their own, results released. */
export const sitExam = async (
  office: JourneyClient,
  exam: ExamToSit,
): Promise<{ refused: { row: number; column: string; code: string; message: string }[] }> => {
  const sitting = await openSitting(office, exam)
  const waiting = [...sitting.tickets]
  const seat = async (): Promise<void> => {
    for (let ticket = waiting.shift(); ticket; ticket = waiting.shift()) await sit(exam, ticket)
  }
  await Promise.all(Array.from({ length: seatsAtOnce }, seat))
  await office.post(`/api/v1/sittings/${sitting.sittingId}/end`, { reason: '考生全部交卷。' })
  const scored = await office.post<{ resultSetId: string }>(
    `/api/v1/sittings/${sitting.sittingId}/scoring-runs`,
  )
  await office.post(`/api/v1/result-sets/${scored.resultSetId}/release`)
  return {
    refused: sitting.refused.map(({ row, column, code, message }) => ({
      row,
      column: column ?? '',
      code,
      message,
    })),
  }
}

/** A candidate's seat: let in by the ticket, begun, and a journal of nothing yet. */
export const takeSeat = async (baseUrl: string, ticket: Pick<Ticket, 'ticketNumber' | 'code'>) => {
  const { post } = journeyClient(baseUrl)
  const entry = await post<{ attemptId: string; key: string }>('/api/v1/exam-entries', {
    ticketNumber: ticket.ticketNumber,
    code: ticket.code,
  })
  const atSeat = <T>(path: string, body: object): Promise<T> =>
    seatPost<T>(baseUrl, entry.key, `/api/v1/attempts/${entry.attemptId}${path}`, body)
  const page = {
    attempt: entry.attemptId,
    epoch: 0,
    machine: `machine-${randomUUID()}`,
    writer: `writer-${randomUUID()}`,
  }
  const started = await atSeat<{
    epoch: number
    paperHash: string
    ownEpochs: { epoch: number; fence: number }[]
    questions: Question[]
  }>('/start', { machine: page.machine, writer: page.writer })
  return { attemptId: entry.attemptId, atSeat, started, journal: openJournal(page, started, digest) }
}

/** Chains one answer to a candidate's journal. */
export const answer = (journal: Journal, slot: string, options: readonly string[]): Journal =>
  write(
    journal,
    {
      slot,
      type: 'answer',
      body: { options: [...options] },
      mono: Math.round(performance.now()),
      wall: Date.now(),
    },
    digest,
  ).journal

/** One candidate: ticket, start, every answer as a chained event, hand in. */
const sit = async (exam: ExamToSit, ticket: Ticket): Promise<void> => {
  const { atSeat, started, journal: opened } = await takeSeat(exam.baseUrl, ticket)
  const failing = exam.failing.has(ticket.personId)
  const journal = started.questions.reduce(
    (so, question) => answer(so, question.slot, chosen(question, exam.right, failing)),
    opened,
  )
  const { acked } = await atSeat<{ acked: number }>('/events', { epoch: started.epoch, events: journal.tail })
  if (acked !== journal.nextSeq - 1)
    throw new Error(`the centre acknowledged ${acked} of ${journal.nextSeq - 1} answers`)
  await atSeat('/submit', { epoch: started.epoch, seq: acked })
}

const chosen = (
  question: Question,
  right: ReadonlyMap<string, ReadonlySet<string>>,
  wrongly: boolean,
): string[] => {
  const key = right.get(question.stem)
  if (!key) throw new Error(`the paper holds a question that is not in the file: ${question.stem}`)
  const options = question.options
    .filter((option) => key.has(option.text) !== wrongly)
    .map((option) => option.id)
  return wrongly ? options.slice(0, 1) : options
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

const seatPost = async <T>(baseUrl: string, key: string, path: string, body: object): Promise<T> => {
  const reply = await fetch(`${baseUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-exam-key': key, 'idempotency-key': randomUUID() },
    body: JSON.stringify(body),
  }).catch(unreachable(baseUrl))
  const text = await reply.text()
  if (!reply.ok) throw new Error(`POST ${path}: ${reply.status} ${text}`)
  return (text === '' ? {} : JSON.parse(text)) as T
}
