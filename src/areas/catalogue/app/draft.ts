import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command, type Reading } from '../../../platform/perform.ts'
import { changedFields, type CourseContent } from '../domain/course-content.ts'
import { statusAfter } from '../domain/course-status.ts'
import { minutesByMode, totalMinutes } from '../domain/syllabus.ts'
import { draftDiscarded, draftSaved, versionBegun } from '../events.ts'
import { deleteCourse, keyAreaBelongs, moveToKeyArea } from '../store/courses.ts'
import { hashOfVersion, contentOf, deleteVersion, insertVersion, saveContent } from '../store/versions.ts'
import { loadCourse } from './load-course.ts'

type Saved = CourseContent & {
  readonly courseId: string
  readonly revision: number
  readonly keyAreaId?: string | undefined
}

/** Saves a draft as far as it is written; called while typing, so it checks nothing that only a finished course must have. */
export const saveDraft = command({
  name: 'catalogue.saveDraft',
  action: 'course.edit',
  load: (unit: Reading, input: Saved) => loadCourse(unit, input),
  async run(unit, input, { course, versions, open }) {
    const working = open ?? versions[0]
    if (!working) return refuse('not-found')
    const step = statusAfter(working.status, 'edit')
    if (!step.ok) return step
    const { courseId, revision, keyAreaId, ...content } = input
    const moved = keyAreaId !== undefined && keyAreaId !== course.keyAreaId
    if (moved) {
      const pointer = { pointer: '/keyAreaId', code: 'key-area.unknown' }
      if (versions.some((version) => version.validFrom !== null))
        return refuse('course.area-fixed', {}, [{ ...pointer, code: 'course.area-fixed' }])
      if (!(await keyAreaBelongs(unit.tx, keyAreaId, course.programmeId)))
        return refuse('key-area.unknown', {}, [pointer])
      await moveToKeyArea(unit.tx, courseId, keyAreaId)
    }
    if (!(await saveContent(unit.tx, working.id, revision, content, unit.now)))
      return refuse('state.conflict')
    const changed = [...changedFields(contentOf(working), content), ...(moved ? ['keyAreaId'] : [])]
    if (changed.length > 0) {
      const rows = [await hashOfVersion(unit.tx, working.id)]
      await unit.emit(draftSaved(courseId, { version: working.id, number: working.number, changed, rows }))
    }
    const minutes = minutesByMode(content.syllabus)
    return ok({
      revision: revision + 1,
      minutesByMode: minutes,
      totalMinutes: totalMinutes(minutes),
      savedAt: unit.now.toISOString(),
    })
  },
})

/** Gives a draft up; a course that never had another version goes with it. */
export const discardDraft = command({
  name: 'catalogue.discardDraft',
  action: 'course.edit',
  load: (unit: Reading, input: { courseId: string }) => loadCourse(unit, input),
  async run(unit, _input, { course, versions, open }) {
    const working = open ?? versions[0]
    if (!working) return refuse('not-found')
    const step = statusAfter(working.status, 'edit')
    if (!step.ok) return step
    await deleteVersion(unit.tx, working.id)
    if (versions.length === 1) await deleteCourse(unit.tx, course.id)
    await unit.emit(
      draftDiscarded(course.id, { version: working.id, number: working.number, title: working.title }),
    )
    return ok({})
  },
})

/** A new version begins as a copy of the newest one, while that one goes on in the catalogue. */
export const newCourseVersion = command({
  name: 'catalogue.newCourseVersion',
  action: 'course.edit',
  constraints: { course_version_open: 'course.draft-open' },
  load: (unit: Reading, input: { courseId: string }) => loadCourse(unit, input),
  async run(unit, _input, { course, versions, open }) {
    if (open) return refuse('course.draft-open')
    if (course.programmeStatus !== 'active') return refuse('programme.not-active')
    const newest = versions[0]
    if (!newest) return refuse('not-found')
    const versionId = newId()
    const number = newest.number + 1
    await insertVersion(
      unit.tx,
      { id: versionId, courseId: course.id, number, content: contentOf(newest) },
      unit.now,
    )
    const rows = [await hashOfVersion(unit.tx, versionId)]
    await unit.emit(versionBegun(course.id, { version: versionId, number, basedOn: newest.number, rows }))
    return ok({ versionId, number, revision: 1 })
  },
})
