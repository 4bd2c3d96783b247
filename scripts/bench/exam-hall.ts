import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '../../src/access/index.ts'
import { importQuestions } from '../../src/areas/exams/app/import-questions.ts'
import { readQuestionFile } from '../../src/areas/exams/app/read-question-file.ts'
import { createSitting } from '../../src/areas/exams/app/create-sitting.ts'
import { sealPaper } from '../../src/areas/exams/app/seal-paper.ts'
import { newId } from '../../src/kernel/id.ts'
import type { Result } from '../../src/kernel/result.ts'
import type { Services } from '../../src/platform/services.ts'

/** One candidate of a hall: the attempt and the key its seat speaks with. */
export interface HallSeat {
  readonly attemptId: string
  readonly personId: string
  readonly key: string
}

export interface Hall {
  readonly sittingId: string
  readonly seats: readonly HallSeat[]
  /** Who arranged it, and may act on its seats. */
  readonly office: Actor
}

/** What a result holds; anything else ends the bench. */
export const value = <T>(result: Result<T, string>, doing: string): T => {
  if (!result.ok) throw new Error(`${doing}: ${result.code}`)
  return result.value
}

/** As many questions as are read by somebody who takes half a minute for each in twenty minutes. */
const questions = 40
const gift = Array.from(
  { length: questions },
  (_, at) =>
    `::第 ${at + 1} 题:: 信息领域专业技术人员继续教育模拟试题 ${at + 1}：下列说法中正确的是哪一项？请选出唯一正确的答案。 {=第 ${at + 1} 题正确的说法 ~第 ${at + 1} 题错误的说法甲 ~第 ${at + 1} 题错误的说法乙 ~第 ${at + 1} 题错误的说法丙}`,
).join('\n\n')

/** A class of so many people and a sitting for it, made the way the office makes one; seat keys are handed out beforehand. */
export const examHall = async (
  services: Services,
  size: number,
  times: { readonly opensAt: Date; readonly durationMinutes: number },
): Promise<Hall> => {
  const [officeId, institutionId, programmeId, classId] = [newId(), newId(), newId(), newId()]
  await insertClass(services, { officeId, institutionId, programmeId, classId }, size)
  const actor: Actor = {
    kind: 'account',
    accountId: null,
    personId: null,
    roles: [{ role: 'office', organisationId: officeId }],
  }
  const by = () => ({ actor, requestId: newId() })
  const bytes = Buffer.from(gift)
  const read = value(await readQuestionFile(bytes, '试题.gift.txt'), 'reading questions')
  const fileHash = createHash('sha256').update(bytes).digest('hex')
  const imported = value(
    await services.perform(importQuestions, { programmeId, fileName: '试题.gift.txt', fileHash, read }, by()),
    'importing questions',
  )
  const items = imported.questions.map(({ versionId }) => ({ versionId, points: '2.5' }))
  const paper = value(
    await services.perform(sealPaper, { programmeId, title: '模拟考试', items }, by()),
    'sealing the paper',
  )
  const { opensAt, durationMinutes } = times
  const sitting = value(
    await services.perform(
      createSitting,
      {
        classId,
        paperId: paper.paperId,
        opensAt: opensAt.toISOString(),
        closesAt: new Date(opensAt.getTime() + (durationMinutes + 30) * 60_000).toISOString(),
        durationMinutes,
      },
      by(),
    ),
    'arranging the sitting',
  )
  return { sittingId: sitting.sittingId, seats: await seatKeys(services, sitting.sittingId), office: actor }
}

/** The hall is arranged long before: its opening is set once it is known when everybody can be ready. */
export const openAt = async (
  { db }: Services,
  { sittingId }: Pick<Hall, 'sittingId'>,
  opensAt: number,
): Promise<void> => {
  await sql`update exam_sitting set opens_at = ${new Date(opensAt)} where id = ${sittingId}`.execute(db)
}

/** A hall that is open already. */
export const openHall = async (services: Services, seats: number): Promise<Hall> => {
  const hall = await examHall(services, seats, {
    opensAt: new Date(Date.now() + 3_600_000),
    durationMinutes: 120,
  })
  await openAt(services, hall, Date.now() - 1000)
  return hall
}

const seatKeys = async ({ db }: Services, sittingId: string): Promise<HallSeat[]> => {
  const { rows } = await sql<{
    attemptId: string
    personId: string
  }>`select id as attempt_id, person_id from attempt where sitting_id = ${sittingId}`.execute(db)
  const seats = rows.map((row) => ({ ...row, key: randomBytes(32).toString('base64url') }))
  const hashes = seats.map(({ key }) => createHash('sha256').update(key).digest('hex'))
  await sql`insert into seat_key (key_hash, attempt_id, issued_at) select decode(hash, 'hex'), id, now()
    from unnest(${hashes}::text[], ${seats.map(({ attemptId }) => attemptId)}::uuid[]) as given (hash, id)`.execute(
    db,
  )
  return seats
}

let made = 0

const insertClass = async (
  { db }: Services,
  ids: { officeId: string; institutionId: string; programmeId: string; classId: string },
  size: number,
): Promise<void> => {
  made += 1
  const { officeId, institutionId, programmeId, classId } = ids
  const [area, course, version] = [newId(), newId(), newId()]
  const people = Array.from({ length: size }, () => ({ person: newId(), enrolment: newId() }))
  await db.transaction().execute(async (tx) => {
    await sql`insert into organisation (id, kind, name, created_at) values (${officeId}, 'office', ${`office ${made}`}, now()), (${institutionId}, 'institution', ${`institution ${made}`}, now())`.execute(
      tx,
    )
    await sql`insert into programme (id, code, name, office_id, field, from_day, rule_pack, numbering, class_rule, pass_mark, created_at)
      values (${programmeId}, ${`BENCH${made}`}, '知识更新工程', ${officeId}, '信息', '2006-01-01', '653-2006', '{}', '{}', '{"numerator": 60, "denominator": 100}', now())`.execute(
      tx,
    )
    await sql`insert into key_area (id, programme_id, code, name, position) values (${area}, ${programmeId}, 'software', '软件', 1)`.execute(
      tx,
    )
    await sql`insert into course (id, programme_id, institution_id, key_area_id, code, created_at) values (${course}, ${programmeId}, ${institutionId}, ${area}, 'C1', now())`.execute(
      tx,
    )
    await sql`insert into course_version (id, course_id, number, status, title, course_type, category, syllabus, minutes_by_mode, valid_from, valid_to, created_at)
      values (${version}, ${course}, 1, 'approved', '模拟课程', 'application-tool', 'professional', '[]', '{"face-to-face": 3240}', '2006-01-01', '2099-12-31', now())`.execute(
      tx,
    )
    await sql`insert into training_class (id, programme_id, institution_id, course_version_id, filing_number, name, mode, from_day, to_day, capacity, state, attendance_share, filed_at)
      values (${classId}, ${programmeId}, ${institutionId}, ${version}, ${`BENCH-F${made}`}, '模拟班', 'face-to-face', '2026-01-01', '2026-12-31', ${size}, 'running', '{"numerator": 4, "denominator": 5}', now())`.execute(
      tx,
    )
    const given = sql`jsonb_to_recordset(${JSON.stringify(people.map((one, at) => ({ ...one, at: at + 1 })))}::jsonb) as given (person uuid, enrolment uuid, at int)`
    await sql`insert into person (id, name, name_grams, created_at) select person, '考生' || at, '{}', now() from ${given}`.execute(
      tx,
    )
    await sql`insert into enrolment (id, class_id, person_id, source, state, position, applied_at)
      select enrolment, ${classId}, person, 'roster', 'confirmed', at, now() from ${given}`.execute(tx)
  })
}
