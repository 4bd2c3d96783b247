import type { Owners } from '../../../access/index.ts'
import type { CourseRow } from '../store/courses.ts'

/** A course is its institution's alone until a version has been submitted; then also its programme's office and its district's. */
export const courseOwners = (
  course: Pick<CourseRow, 'institutionId' | 'officeId' | 'districtId' | 'seen'>,
): Owners => ({
  institution: [course.institutionId],
  ...(course.seen
    ? { office: [course.officeId], district: course.districtId ? [course.districtId] : [] }
    : {}),
})
