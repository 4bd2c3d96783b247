import { hash } from 'node:crypto'
import { sql } from 'kysely'
import type { Answer, Client, TestHouse } from '../../../test/house.ts'
import type { JournalEvent } from '../../kernel/exam-journal/event.ts'
import { openJournal, write, acknowledge, type Journal } from '../../kernel/exam-journal/writer.ts'
import { newId } from '../../kernel/id.ts'

const digest = (text: string): string => hash('sha256', text)

/** A class with people in it, whose office can examine it. */
export interface ExaminedClass {
  readonly officeId: string
  readonly institutionId: string
  readonly siteId: string
  readonly roomId: string
  readonly programmeId: string
  readonly classId: string
  readonly people: readonly string[]
}

let made = 0

/** Puts a running class with so many confirmed people into the database. */
export const examinedClass = async (house: TestHouse, size: number): Promise<ExaminedClass> => {
  made += 1
  const one = {
    officeId: newId(),
    institutionId: newId(),
    siteId: newId(),
    roomId: newId(),
    programmeId: newId(),
    classId: newId(),
    people: Array.from({ length: size }, () => newId()),
  }
  const [area, course, version] = [newId(), newId(), newId()]
  const { now } = house
  await house.services.db.transaction().execute(async (tx) => {
    for (const [id, kind] of [
      [one.officeId, 'office'],
      [one.institutionId, 'institution'],
      [one.siteId, 'site'],
    ]) {
      await sql`insert into organisation (id, kind, name, created_at) values (${id}, ${kind}, ${`${kind} ${made}`}, ${now})`.execute(
        tx,
      )
    }
    await sql`insert into room (id, organisation_id, name, seats) values (${one.roomId}, ${one.siteId}, '第一机房', 40)`.execute(
      tx,
    )
    await sql`insert into programme (id, code, name, office_id, field, from_day, rule_pack, numbering, class_rule, pass_mark, created_at)
      values (${one.programmeId}, ${`P${made}`}, '知识更新工程', ${one.officeId}, '信息', '2006-01-01', '653-2006', '{}', '{}', '{"numerator": 60, "denominator": 100}', ${now})`.execute(
      tx,
    )
    await sql`insert into key_area (id, programme_id, code, name, position) values (${area}, ${one.programmeId}, 'software', '软件', 1)`.execute(
      tx,
    )
    await sql`insert into course (id, programme_id, institution_id, key_area_id, code, created_at) values (${course}, ${one.programmeId}, ${one.institutionId}, ${area}, 'C1', ${now})`.execute(
      tx,
    )
    await sql`insert into course_version (id, course_id, number, status, title, course_type, category, syllabus, minutes_by_mode, valid_from, valid_to, created_at)
      values (${version}, ${course}, 1, 'approved', '移动终端三维实现', 'application-tool', 'professional', '[]', '{"face-to-face": 3240}', '2006-01-01', '2099-12-31', ${now})`.execute(
      tx,
    )
    await sql`insert into training_class (id, programme_id, institution_id, course_version_id, filing_number, name, mode, from_day, to_day, capacity, state, attendance_share, filed_at)
      values (${one.classId}, ${one.programmeId}, ${one.institutionId}, ${version}, ${`F${made}`}, ${`第 ${made} 班`}, 'face-to-face', '2026-11-01', '2026-11-20', 500, 'running',
        '{"numerator": 4, "denominator": 5}', ${now})`.execute(tx)
    for (const [at, person] of one.people.entries()) {
      await sql`insert into person (id, name, name_grams, created_at) values (${person}, ${`学员${at + 1}`}, '{}', ${now})`.execute(
        tx,
      )
      await sql`insert into enrolment (id, class_id, person_id, source, state, position, applied_at)
        values (${newId()}, ${one.classId}, ${person}, 'roster', 'confirmed', ${at + 1}, ${now})`.execute(tx)
    }
  })
  return one
}

/** Four questions with their right answers in words, so that tests answer by text whatever ids and order they get. */
export const giftFile = `::学时:: 一学时是多少分钟？ {=45 ~40 ~50 ~60}

::领域:: 哪些属于信息领域？ {~%50%软件 ~%50%集成电路 ~%-100%钢铁 ~%-100%烟草}

::判断一:: 每年学习不少于 72 学时。 {T}

::判断二:: 证书不可查验。 {F}

::坏题:: 只有一个选项 {=甲}
`
export const rightAnswers: Readonly<Record<string, readonly string[]>> = {
  '一学时是多少分钟？': ['45'],
  '哪些属于信息领域？': ['软件', '集成电路'],
  '每年学习不少于 72 学时。': ['正确'],
  '证书不可查验。': ['错误'],
}

export interface ArrangedSitting {
  readonly sittingId: string
  readonly paperId: string
  readonly attempts: readonly { attemptId: string; personId: string; ticketNumber: string; code: string }[]
}

/** Imports the questions, seals a paper of 25 marks each and arranges a sitting open for two hours from now. */
export const arrangeSitting = async (
  house: TestHouse,
  office: Client,
  one: ExaminedClass,
  more: object = {},
  questions: string = giftFile,
  /** Questions beside the usual four, as a JSON file has them. */
  also: readonly object[] = [],
): Promise<ArrangedSitting> => {
  const others =
    also.length === 0
      ? []
      : (
          await office.upload(
            `/api/v1/programmes/${one.programmeId}/question-imports`,
            '试题.json',
            Buffer.from(JSON.stringify({ questions: also })),
          )
        ).body.questions
  const imported = await office.upload(
    `/api/v1/programmes/${one.programmeId}/question-imports`,
    '试题.gift.txt',
    Buffer.from(questions),
  )
  const items = [...imported.body.questions, ...others].map((question: { versionId: string }) => ({
    versionId: question.versionId,
    points: '25',
  }))
  const paper = await office.call('POST', `/api/v1/programmes/${one.programmeId}/papers`, {
    title: '结业考试',
    items,
  })
  const created = await office.call('POST', `/api/v1/classes/${one.classId}/sittings`, {
    paperId: paper.body.paperId,
    siteId: one.siteId,
    roomId: one.roomId,
    opensAt: house.now.toISOString(),
    closesAt: new Date(house.now.getTime() + 7_200_000).toISOString(),
    durationMinutes: 60,
    ...more,
  })
  if (created.status !== 201) throw new Error(JSON.stringify(created.body))
  const tickets = await office.call('GET', `/api/v1/sittings/${created.body.sittingId}/tickets`)
  return { sittingId: created.body.sittingId, paperId: paper.body.paperId, attempts: tickets.body.items }
}

interface DeliveredQuestion {
  readonly slot: string
  readonly stem: string
  readonly options: readonly { readonly id: string; readonly text: string }[]
}

/** One page of a candidate: writes and sends as the exam client does. */
export interface Seat {
  readonly start: Answer
  journal: Journal
  /** Writes an answer by the words of its options. */
  answer(stem: string, texts: readonly string[]): JournalEvent
  /** Sends what is not acknowledged yet. */
  flush(): Promise<Answer>
  send(events: readonly JournalEvent[], epoch?: number): Promise<Answer>
  submit(): Promise<Answer>
}

/** Takes a seat at an attempt as somebody who is signed in, or with a ticket's key. */
export const takeSeat = async (
  client: Client,
  attemptId: string,
  as: { machine?: string; key?: string } = {},
): Promise<Seat> => {
  const headers: Record<string, string> = as.key ? { 'x-exam-key': as.key } : {}
  const page = { attempt: attemptId, machine: as.machine ?? newId(), writer: newId(), epoch: 0 }
  const start = await client.call(
    'POST',
    `/api/v1/attempts/${attemptId}/start`,
    { machine: page.machine, writer: page.writer },
    headers,
  )
  const questions: DeliveredQuestion[] = start.body.questions ?? []
  const seat: Seat = {
    start,
    journal: openJournal(
      page,
      start.status === 201 ? start.body : { epoch: 1, paperHash: '', ownEpochs: [] },
      digest,
    ),
    answer(stem, texts) {
      const question = questions.find((candidate) => candidate.stem === stem)
      if (!question) throw new Error(`no question ${stem}`)
      const options = texts.map((text) => question.options.find((option) => option.text === text)?.id ?? text)
      const written = write(
        seat.journal,
        { slot: question.slot, type: 'answer', body: { options }, mono: 1, wall: 1 },
        digest,
      )
      seat.journal = written.journal
      return written.event
    },
    send: (events, epoch = seat.journal.page.epoch) =>
      client.call('POST', `/api/v1/attempts/${attemptId}/events`, { epoch, events }, headers),
    async flush() {
      const reply = await seat.send(seat.journal.tail)
      if (reply.status === 200) seat.journal = acknowledge(seat.journal, reply.body.acked)
      return reply
    },
    submit: () =>
      client.call(
        'POST',
        `/api/v1/attempts/${attemptId}/submit`,
        { epoch: seat.journal.page.epoch, seq: seat.journal.nextSeq - 1 },
        headers,
      ),
  }
  return seat
}

/** Answers everything; `wrong` stems get an option that is not right. */
export const answerAll = (seat: Seat, wrong: readonly string[] = []): void => {
  for (const [stem, texts] of Object.entries(rightAnswers)) {
    seat.answer(stem, wrong.includes(stem) ? [wrongFor(stem)] : texts)
  }
}
const wrongFor = (stem: string): string =>
  ({ '一学时是多少分钟？': '60', '哪些属于信息领域？': '钢铁', '每年学习不少于 72 学时。': '错误' })[stem] ??
  '正确'

/** A sitting under way: its class, its office, and its candidates by their place in the class list. */
export interface Scene {
  readonly one: ExaminedClass
  readonly office: Client
  readonly sitting: ArrangedSitting
  candidate(at: number): Promise<Client>
  attempt(at: number): string
}

/** The instant at which every scene begins. */
export const sceneStart = new Date('2026-11-22T01:00:00.000Z')
export const minutes = (count: number): number => count * 60_000

/** Arranges a sitting for a class of this size, the clock at its opening. */
export const scene = async (
  house: TestHouse,
  size: number,
  more: object = {},
  questions: string = giftFile,
): Promise<Scene> => {
  house.now = sceneStart
  const one = await examinedClass(house, size)
  const office = await house.client([{ role: 'office', organisationId: one.officeId }])
  const sitting = await arrangeSitting(house, office, one, more, questions)
  const signedIn = new Map<number, Promise<Client>>()
  return {
    one,
    office,
    sitting,
    attempt: (at) => sitting.attempts.find((attempt) => attempt.personId === one.people[at])?.attemptId ?? '',
    candidate(at) {
      const client = signedIn.get(at) ?? house.client([], one.people[at] as string)
      signedIn.set(at, client)
      return client
    },
  }
}
