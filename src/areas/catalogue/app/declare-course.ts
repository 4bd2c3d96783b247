import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command } from '../../../platform/perform.ts'
import type { CourseContent } from '../domain/course-content.ts'
import { courseDeclared } from '../events.ts'
import {
  findProgrammeFacts,
  insertCourse,
  institutionInRegister,
  keyAreaBelongs,
  nextCourseNumber,
} from '../store/courses.ts'
import { hashOfVersion, insertVersion } from '../store/versions.ts'

type Declared = { [F in keyof CourseContent]?: CourseContent[F] | undefined } & {
  readonly programmeId: string
  readonly institutionId: string
  readonly keyAreaId: string
  readonly title: string
}

/** An institution begins a course: a code for good, and version 1 as a draft. */
export const declareCourse = command({
  name: 'catalogue.declareCourse',
  action: 'course.declare',
  async load(unit, input: Declared) {
    const programme = await findProgrammeFacts(unit.tx, input.programmeId)
    return programme ? { owners: { institution: [input.institutionId] }, programme } : undefined
  },
  async run(unit, input, { programme }) {
    if (programme.status !== 'active') return refuse('programme.not-active')
    if (!(await institutionInRegister(unit.tx, input.institutionId)))
      return refuse('approval.institution-unknown')
    if (!(await keyAreaBelongs(unit.tx, input.keyAreaId, programme.id))) {
      return refuse('key-area.unknown', {}, [{ pointer: '/keyAreaId', code: 'key-area.unknown' }])
    }
    const courseId = newId()
    const versionId = newId()
    const code = `C${String(await nextCourseNumber(unit.tx, programme.id)).padStart(4, '0')}`
    await insertCourse(
      unit.tx,
      {
        id: courseId,
        programmeId: programme.id,
        institutionId: input.institutionId,
        keyAreaId: input.keyAreaId,
        code,
      },
      unit.now,
    )
    await insertVersion(
      unit.tx,
      { id: versionId, courseId, number: 1, content: firstContent(input, programme.passMark) },
      unit.now,
    )
    const rows = [await hashOfVersion(unit.tx, versionId)]
    await unit.emit(
      courseDeclared(courseId, {
        rows,
        version: versionId,
        number: 1,
        programme: programme.id,
        institution: input.institutionId,
        code,
        title: input.title,
      }),
    )
    return ok({ courseId, versionId, code, revision: 1 })
  },
})

/** What was written so far, the rest blank; the exam starts from the programme's pass mark. */
const firstContent = (
  input: Declared,
  passMark: { numerator: number; denominator: number },
): CourseContent => ({
  title: input.title,
  titleEn: input.titleEn ?? '',
  courseType: input.courseType ?? (input.category === 'public' ? 'public-subject' : 'knowledge-integration'),
  category: input.category ?? (input.courseType === 'public-subject' ? 'public' : 'professional'),
  audience: input.audience ?? '',
  objectives: input.objectives ?? '',
  syllabus: input.syllabus ?? [],
  examSpec: input.examSpec === undefined ? { durationMinutes: 60, questions: 20, passMark } : input.examSpec,
  materials: input.materials ?? '',
  feeFen: input.feeFen ?? 0,
})
