import { ok, refuse } from '../../../kernel/result.ts'
import { command, type Reading } from '../../../platform/perform.ts'
import { contentFaults } from '../domain/course-content.ts'
import { statusAfter } from '../domain/course-status.ts'
import { courseSubmitted, courseTakenBack } from '../events.ts'
import { contentOf, setSubmitted, setTakenBack } from '../store/versions.ts'
import { loadCourse } from './load-course.ts'

/** Hands a draft in as it was last read; what it lacks is listed field by field. */
export const submitCourse = command({
  name: 'catalogue.submitCourse',
  action: 'course.edit',
  load: (unit: Reading, input: { courseId: string; revision: number }) => loadCourse(unit, input),
  async run(unit, input, { course, versions, open }) {
    const working = open ?? versions[0]
    if (!working) return refuse('not-found')
    const step = statusAfter(working.status, 'submit')
    if (!step.ok) return step
    if (course.programmeStatus !== 'active') return refuse('programme.not-active')
    if (working.revision !== input.revision) return refuse('state.conflict')
    const faults = contentFaults(contentOf(working))
    if (faults.length > 0) return refuse('course.incomplete', { count: faults.length }, faults)
    await setSubmitted(unit.tx, working.id, unit.now)
    await unit.emit(
      courseSubmitted(course.id, { version: working.id, number: working.number, title: working.title }),
    )
    return ok({})
  },
})

/** Takes a submitted version back to the desk, before it is decided. */
export const takeBackCourse = command({
  name: 'catalogue.takeBackCourse',
  action: 'course.edit',
  load: (unit: Reading, input: { courseId: string }) => loadCourse(unit, input),
  async run(unit, _input, { course, versions, open }) {
    const working = open ?? versions[0]
    if (!working) return refuse('not-found')
    const step = statusAfter(working.status, 'take-back')
    if (!step.ok) return step
    await setTakenBack(unit.tx, working.id, unit.now)
    await unit.emit(courseTakenBack(course.id, { version: working.id, number: working.number }))
    return ok({})
  },
})
