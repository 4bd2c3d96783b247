import type { Reading } from '../../../platform/perform.ts'
import { lockCourse } from '../store/courses.ts'
import { versionsOf } from '../store/versions.ts'
import { courseOwners } from './course-owners.ts'

/** `load` of every command on one course: the course locked, its versions newest first, the one under work if there is one. */
export const loadCourse = async (unit: Reading, input: { courseId: string }) => {
  const course = await lockCourse(unit.tx, input.courseId)
  if (!course) return undefined
  const versions = await versionsOf(unit.tx, course.id)
  const open = versions.find((version) => ['draft', 'submitted', 'returned'].includes(version.status))
  return { owners: courseOwners(course), course, versions, open }
}
