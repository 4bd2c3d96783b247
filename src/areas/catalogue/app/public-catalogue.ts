import { dayInZone } from '../../../kernel/calendar.ts'
import { listing, query } from '../../../platform/perform.ts'
import { modesOf, totalMinutes } from '../domain/syllabus.ts'
import { searchListed, type CatalogueFilter } from '../store/public-catalogue.ts'
import {
  listedFields,
  openClassesOf,
  publicVersions,
  upcomingClasses,
  type ListedCourse,
} from '../store/public-courses.ts'

const pageSize = 20

const listedView = <C extends ListedCourse>({ minutesByMode, ...course }: C) => ({
  ...course,
  modes: modesOf(minutesByMode),
  totalMinutes: totalMinutes(minutesByMode),
})

/** The public catalogue, a page at a time; one statement, prepared. */
export const searchCatalogue = query({
  name: 'catalogue.searchCatalogue',
  action: 'catalogue.read',
  load: listing,
  async reply(reading, input: CatalogueFilter & { page?: number | undefined }) {
    const page = input.page ?? 1
    const today = dayInZone(reading.now, reading.ports.zone)
    const rows = await searchListed(reading.tx, input, today, pageSize + 1, (page - 1) * pageSize)
    return {
      items: rows.slice(0, pageSize).map(listedView),
      page,
      next: rows.length > pageSize ? page + 1 : null,
    }
  },
})

export const catalogueFields = query({
  name: 'catalogue.catalogueFields',
  action: 'catalogue.read',
  load: listing,
  reply: async (reading, _input: object) => ({
    items: await listedFields(reading.tx, dayInZone(reading.now, reading.ports.zone)),
  }),
})

export const nextClasses = query({
  name: 'catalogue.nextClasses',
  action: 'catalogue.read',
  load: listing,
  async reply(reading, input: { limit?: number | undefined }) {
    return {
      items: await upcomingClasses(reading.tx, dayInZone(reading.now, reading.ports.zone), input.limit ?? 12),
    }
  },
})

/** The public page of a course: the version valid today unless another one is asked for. */
export const catalogueCourse = query({
  name: 'catalogue.catalogueCourse',
  action: 'catalogue.read',
  async load(reading, input: { courseId: string; version?: number | undefined }) {
    const versions = await publicVersions(reading.tx, input.courseId)
    const today = dayInZone(reading.now, reading.ports.zone)
    const isCurrent = (one: (typeof versions)[number]): boolean =>
      one.status === 'approved' && one.validFrom <= today && today <= one.validTo
    const shown =
      input.version === undefined
        ? (versions.find(isCurrent) ?? versions[0])
        : versions.find((one) => one.version === input.version)
    return shown ? { owners: {}, versions, shown, today, isCurrent } : undefined
  },
  async reply(reading, input, { versions, shown, today, isCurrent }) {
    const { status: _status, ...course } = shown
    return {
      ...listedView(course),
      minutesByMode: shown.minutesByMode,
      current: isCurrent(shown),
      versions: versions.map((one) => ({
        number: one.version,
        validFrom: one.validFrom,
        validTo: one.validTo,
        current: isCurrent(one),
      })),
      classes: await openClassesOf(reading.tx, input.courseId, today),
    }
  },
})
