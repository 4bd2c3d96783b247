import { dayInZone } from '../../../kernel/calendar.ts'
import { cursorParts, keyPart, pageOf } from '../../../platform/page.ts'
import { listing, query } from '../../../platform/perform.ts'
import { listedInstitutions, listedSites } from '../store/directory.ts'
import { countFigures, type Figures } from '../store/figures.ts'
import { findNotice, listNoticeRows, type NoticeRow } from '../store/notices.ts'

interface Paging {
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

const publicNotice = (row: NoticeRow) => ({
  id: row.id,
  title: row.title,
  titleEn: row.titleEn,
  programmeName: row.programmeName,
  programmeNameEn: row.programmeNameEn,
  publishedOn: row.publishedOn,
})

export const listNotices = query({
  name: 'publicity.listNotices',
  action: 'public.read',
  load: listing,
  async reply(reading, input: Paging) {
    const limit = input.limit ?? 50
    const until = dayInZone(reading.now, reading.ports.zone)
    const after = cursorParts(input.cursor, keyPart.day, keyPart.id)
    const rows = await listNoticeRows(reading.tx, { until }, after, limit + 1)
    return pageOf(rows, limit, (row) => [row.publishedOn, row.id], publicNotice)
  },
})

/** A notice whose day has not come, or that was withdrawn, is not there. */
export const readNotice = query({
  name: 'publicity.readNotice',
  action: 'public.read',
  async load(reading, input: { noticeId: string }) {
    const row = await findNotice(reading.tx, input.noticeId)
    const today = dayInZone(reading.now, reading.ports.zone)
    return row && !row.withdrawnAt && row.publishedOn <= today ? { owners: {}, row } : undefined
  },
  reply: async (_reading, _input, { row }) => ({ ...publicNotice(row), body: row.body, bodyEn: row.bodyEn }),
})

export const publicInstitutions = query({
  name: 'publicity.publicInstitutions',
  action: 'public.read',
  load: listing,
  async reply(
    reading,
    input: Paging & {
      q?: string | undefined
      mode?: 'face-to-face' | 'distance' | 'advanced-seminar' | undefined
    },
  ) {
    const limit = input.limit ?? 50
    const today = dayInZone(reading.now, reading.ports.zone)
    const after = cursorParts(input.cursor, keyPart.text, keyPart.id)
    const rows = await listedInstitutions(reading.tx, input, today, after, limit + 1)
    return pageOf(
      rows,
      limit,
      (row) => [row.name, row.id],
      (row) => row,
    )
  },
})

export const publicSites = query({
  name: 'publicity.publicSites',
  action: 'public.read',
  load: listing,
  reply: async (reading, _input: object) => ({ items: await listedSites(reading.tx) }),
})

const keepMs = 60_000
/** Last count per database: the home page is opened far more often than a class is closed. */
const counted = new WeakMap<object, { readonly at: Date; readonly figures: Promise<Figures> }>()

/** Three figures of the programme with the instant they were counted at, at most a minute ago. */
export const programmeFigures = query({
  name: 'publicity.programmeFigures',
  action: 'public.read',
  load: listing,
  async reply(reading, _input: object) {
    const kept = counted.get(reading.tx)
    const age = kept ? reading.now.getTime() - kept.at.getTime() : Number.POSITIVE_INFINITY
    if (kept && age >= 0 && age < keepMs) return { countedAt: kept.at.toISOString(), ...(await kept.figures) }
    const figures = countFigures(reading.tx)
    counted.set(reading.tx, { at: reading.now, figures })
    figures.catch(() => counted.delete(reading.tx))
    return { countedAt: reading.now.toISOString(), ...(await figures) }
  },
})
