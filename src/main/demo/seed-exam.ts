import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { appendBatch } from '../../areas/exams/app/append-events.ts'
import { importQuestions } from '../../areas/exams/app/import-questions.ts'
import { readQuestionFile, type QuestionsRead } from '../../areas/exams/app/read-question-file.ts'
import { startAttempt } from '../../areas/exams/app/start-attempt.ts'
import { submitAttempt } from '../../areas/exams/app/submit-attempt.ts'
import {
  createSitting,
  endSitting,
  listTickets,
  releaseResults,
  scoreSitting,
  sealPaper,
} from '../../areas/exams/contract.ts'
import { openJournal, write } from '../../kernel/exam-journal/writer.ts'
import { newId } from '../../kernel/id.ts'
import { demoAnswer } from './demo-answer.ts'
import { act, actorOf, must, type DemoHouse } from './demo-house.ts'
import { seededRandom, type SeededRandom } from './random.ts'
import type { DemoSetting } from './seed-setting.ts'

const minute = 60_000

export interface ExamOf {
  readonly classId: string
  readonly title: string
}

/** Who does well must not hang on the seats that were drawn: the demo's candidates in the order of its list of people. */
const inTheirOrder = <T extends { readonly personId: string }>(
  tickets: readonly T[],
  people: readonly { readonly personId: string }[],
): readonly T[] => {
  const order = new Map(people.map(({ personId }, index) => [personId, index]))
  const place = (ticket: T): number => order.get(ticket.personId) ?? people.length
  return tickets.toSorted((one, other) => place(one) - place(other))
}

/** A sitting at one of the sites that is still to come: paper sealed, tickets made. `opensAt` in Unix milliseconds. */
export const arrangeExam = async (
  house: DemoHouse,
  setting: DemoSetting,
  of: ExamOf,
  opensAt: number,
  more: {
    readonly roomIds?: string[]
    readonly openFor?: number
    readonly durationMinutes?: number
    /** Questions of every kind beside the choices. */
    readonly everyKind?: boolean
  } = {},
): Promise<{ readonly sittingId: string; readonly read: QuestionsRead }> => {
  const questions = await demoQuestions(more.everyKind ?? false)
  const by = { actor: setting.office, requestId: newId() }
  const imported = must(
    await house.services.perform(
      importQuestions,
      {
        programmeId: setting.programmeId,
        fileName: 'demo-questions.gift',
        fileHash: questions.hash,
        read: questions.read,
      },
      by,
    ),
    'importing questions',
  )
  const paper = await act(house, setting.office, sealPaper, {
    params: { programmeId: setting.programmeId },
    body: {
      title: of.title,
      items: imported.questions.map((question) => ({ versionId: question.versionId, points: '10' })),
    },
  })
  const sitting = await act(house, setting.office, createSitting, {
    params: { classId: of.classId },
    body: {
      paperId: paper.paperId,
      siteId: setting.sites[0] as string,
      opensAt: new Date(opensAt).toISOString(),
      closesAt: new Date(opensAt + (more.openFor ?? 90 * minute)).toISOString(),
      durationMinutes: more.durationMinutes ?? 60,
      ...(more.roomIds ? { roomIds: more.roomIds } : {}),
    },
  })
  return { sittingId: sitting.sittingId, read: questions.read }
}

/** The same, lived through: everybody answers at a seat, results released. */
export const seedExam = async (
  house: DemoHouse,
  setting: DemoSetting,
  people: readonly { readonly personId: string }[],
  of: ExamOf,
): Promise<void> => {
  const opens = house.clock.now.getTime()
  const { sittingId, read } = await arrangeExam(house, setting, of, opens + 30 * minute)
  const tickets = await act(house, setting.office, listTickets, { params: { sittingId } })
  house.clock.now = new Date(opens + 31 * minute)
  const random = seededRandom(opens % 100_000)
  for (const [index, ticket] of inTheirOrder(tickets.items, people).entries())
    await sit(house, ticket, read, random, index % 9 === 8)
  house.clock.now = new Date(opens + 121 * minute)
  await act(house, setting.office, endSitting, {
    params: { sittingId },
    body: { reason: '考试时间已到，考生全部交卷。' },
  })
  const scored = await act(house, setting.office, scoreSitting, { params: { sittingId } })
  await act(house, setting.office, releaseResults, { params: { resultSetId: scored.resultSetId } })
  await house.settle()
}

const demoQuestions = async (everyKind: boolean): Promise<{ read: QuestionsRead; hash: string }> => {
  const files = await Promise.all(
    ['demo-questions.gift', ...(everyKind ? ['demo-questions.json'] : [])].map(async (name) => {
      const bytes = await readFile(new URL(`./${name}`, import.meta.url))
      return { bytes, read: must(await readQuestionFile(bytes, name), 'reading the demo questions') }
    }),
  )
  const hash = createHash('sha256')
  for (const { bytes } of files) hash.update(bytes)
  return {
    read: {
      questions: files.flatMap(({ read }) => read.questions),
      refused: files.flatMap(({ read }) => read.refused),
      notes: files.flatMap(({ read }) => read.notes),
    },
    hash: hash.digest('hex'),
  }
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

/** One candidate at a seat who hands in: most questions right, and for every ninth person most of them wrong. */
export const sit = async (
  house: DemoHouse,
  ticket: { attemptId: string; personId: string },
  read: QuestionsRead,
  random: SeededRandom,
  weak: boolean,
): Promise<void> => {
  const { by, epoch, acked } = await answer(house, ticket, read, random, weak)
  must(
    await house.services.perform(submitAttempt, { attemptId: ticket.attemptId, epoch, seq: acked }, by),
    'handing in',
  )
}

/** One candidate who begins and answers, all questions or the first so many, and does not hand in. */
export const answer = async (
  house: DemoHouse,
  ticket: { attemptId: string; personId: string },
  read: QuestionsRead,
  random: SeededRandom,
  weak: boolean,
  most = Number.POSITIVE_INFINITY,
) => {
  const actor = actorOf(null, 'professional', null, ticket.personId)
  const by = { actor, requestId: newId() }
  const page = {
    attempt: ticket.attemptId,
    epoch: 0,
    machine: `demo-machine-${ticket.attemptId.slice(-8)}`,
    writer: `demo-writer-${newId()}`,
  }
  const started = must(
    await house.services.perform(
      startAttempt,
      { attemptId: ticket.attemptId, machine: page.machine, writer: page.writer },
      by,
    ),
    'starting an attempt',
  )
  let journal = openJournal(page, started, digest)
  for (const [index, question] of started.questions.slice(0, most).entries()) {
    const key = read.questions.find((one) => one.stem === question.stem)
    const knows = random.chance(weak ? 0.3 : 0.92)
    if (!key) throw new Error(`demo: no key for ${question.stem}`)
    const body = demoAnswer(question, key, knows)
    journal = write(
      journal,
      {
        slot: question.slot,
        type: 'answer',
        body,
        mono: index * 40_000,
        wall: house.clock.now.getTime() + index * 40_000,
      },
      digest,
    ).journal
  }
  const receivedAt = house.services.now()
  const [appended] = await appendBatch(house.services, [
    { actor, attemptId: ticket.attemptId, epoch: started.epoch, events: journal.tail, receivedAt },
  ])
  if (!appended) throw new Error('demo: answers were not taken')
  const { acked } = must(appended, 'answering')
  return { by, epoch: started.epoch, acked }
}
