import { dayInZone } from '../../../kernel/calendar.ts'
import { query } from '../../../platform/perform.ts'
import { ordinalName, ordinalNameEn } from '../domain/schedule.ts'
import { classesFiledFrom } from '../store/classes.ts'
import { coursesInCatalogue } from '../store/courses-to-file.ts'
import { institutionName } from '../store/teachers.ts'

/** Courses an institution may choose from when it files a class; filing judges again, for the day the class begins. */
export const coursesToFile = query({
  name: 'training.coursesToFile',
  action: 'class.file',
  async load(reading, input: { institutionId: string }) {
    const found = await institutionName(reading.tx, input.institutionId)
    return found === undefined ? undefined : { owners: { institution: [input.institutionId] } }
  },
  async reply(reading, input) {
    const today = dayInZone(reading.now, reading.ports.zone)
    const rows = await coursesInCatalogue(reading.tx, input.institutionId, today)
    const filed = await classesFiledFrom(
      reading.tx,
      rows.map((row) => row.courseId),
    )
    return {
      items: rows.map((row) => ({
        ...row,
        totalMinutes: Object.values(row.minutesByMode).reduce((sum, minutes) => sum + minutes, 0),
        nextClassName: ordinalName(row.title, (filed.get(row.courseId) ?? 0) + 1),
        nextClassNameEn: ordinalNameEn(row.titleEn, (filed.get(row.courseId) ?? 0) + 1),
      })),
    }
  },
})
