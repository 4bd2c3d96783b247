import { cursorParts, keyPart, pageOf } from '../../../platform/page.ts'
import { listing, query } from '../../../platform/perform.ts'
import { totalMinutes } from '../domain/syllabus.ts'
import { listCourseRows, type CourseFilter, type CourseListRow } from '../store/course-lists.ts'
import { findCourse } from '../store/courses.ts'
import { versionsOf, type VersionRow } from '../store/versions.ts'
import { courseOwners } from './course-owners.ts'

const rowView = ({ minutesByMode, submittedAt, changedAt, ...row }: CourseListRow) => ({
  ...row,
  totalMinutes: totalMinutes(minutesByMode),
  submittedAt: submittedAt?.toISOString() ?? null,
  changedAt: changedAt.toISOString(),
})

/** Courses within the reader's reach: an institution its own, an office those of its programmes, a district those of its region. */
export const listCourses = query({
  name: 'catalogue.listCourses',
  action: 'course.read',
  load: listing,
  async reply(
    reading,
    input: CourseFilter & { cursor?: string | undefined; limit?: number | undefined },
    _loaded,
    scope,
  ) {
    const limit = input.limit ?? 50
    const after = cursorParts(input.cursor, keyPart.instant, keyPart.id)
    const reach = scope.all
      ? null
      : {
          offices: scope.owners.office ?? [],
          districts: scope.owners.district ?? [],
          institutions: scope.owners.institution ?? [],
        }
    const rows = await listCourseRows(reading.tx, input, reach, after, limit + 1)
    return pageOf(rows, limit, (row) => [row.changedAt.toISOString(), row.versionId], rowView)
  },
})

const versionView = (row: VersionRow) => ({
  versionId: row.id,
  number: row.number,
  status: row.status,
  title: row.title,
  titleEn: row.titleEn,
  courseType: row.courseType,
  category: row.category,
  audience: row.audience,
  objectives: row.objectives,
  syllabus: row.syllabus,
  examSpec: row.examSpec,
  materials: row.materials,
  feeFen: row.feeFen,
  minutesByMode: row.minutesByMode,
  totalMinutes: totalMinutes(row.minutesByMode),
  validFrom: row.validFrom,
  validTo: row.validTo,
  submittedAt: row.submittedAt?.toISOString() ?? null,
  decidedAt: row.decidedAt?.toISOString() ?? null,
  decisionReason: row.decisionReason,
  revision: row.revision,
})

/** A course with its versions; drafts only to the institution that writes them. */
export const readCourse = query({
  name: 'catalogue.readCourse',
  action: 'course.read',
  async load(reading, input: { courseId: string }) {
    const course = await findCourse(reading.tx, input.courseId)
    return course ? { owners: courseOwners(course), course } : undefined
  },
  async reply(reading, _input, { owners, course }) {
    const may = reading.may(owners, ['course.edit', 'course.decide', 'course.retire'])
    const versions = await versionsOf(reading.tx, course.id)
    return {
      courseId: course.id,
      code: course.code,
      demo: course.demo,
      programmeId: course.programmeId,
      programmeName: course.programmeName,
      programmeNameEn: course.programmeNameEn,
      institutionId: course.institutionId,
      institutionName: course.institutionName,
      institutionNameEn: course.institutionNameEn,
      keyArea: {
        id: course.keyAreaId,
        code: course.keyAreaCode,
        name: course.keyAreaName,
        nameEn: course.keyAreaNameEn,
      },
      versions: versions
        .filter((version) => version.status !== 'draft' || may['course.edit'])
        .map(versionView),
      may,
    }
  },
})
