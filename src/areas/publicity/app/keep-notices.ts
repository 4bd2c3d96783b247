import { dayInZone } from '../../../kernel/calendar.ts'
import { newId } from '../../../kernel/id.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { cursorParts, keyPart, pageOf } from '../../../platform/page.ts'
import { command, listing, query, type Reading } from '../../../platform/perform.ts'
import { noticeEdited, noticeRestored, noticeWithdrawn, noticeWritten } from '../events.ts'
import {
  findNotice,
  insertNotice,
  listNoticeRows,
  lockNotice,
  programmeExists,
  setWithdrawn,
  updateNotice,
  type NoticeRow,
  type NoticeText,
} from '../store/notices.ts'

const stateOf = (row: NoticeRow, today: string): 'scheduled' | 'published' | 'withdrawn' =>
  row.withdrawnAt ? 'withdrawn' : row.publishedOn > today ? 'scheduled' : 'published'

const officeView = (reading: Reading, row: NoticeRow) => ({
  id: row.id,
  programmeId: row.programmeId,
  title: row.title,
  titleEn: row.titleEn,
  body: row.body,
  bodyEn: row.bodyEn,
  publishedOn: row.publishedOn,
  programmeName: row.programmeName,
  state: stateOf(row, dayInZone(reading.now, reading.ports.zone)),
  withdrawnReason: row.withdrawnReason,
  createdAt: row.createdAt.toISOString(),
  revision: row.revision,
  may: reading.may({}, ['notice.manage']),
})

/** Every notice, also those scheduled or withdrawn. */
export const officeNotices = query({
  name: 'publicity.officeNotices',
  action: 'notice.manage',
  load: listing,
  async reply(reading, input: { cursor?: string | undefined; limit?: number | undefined }) {
    const limit = input.limit ?? 50
    const after = cursorParts(input.cursor, keyPart.day, keyPart.id)
    const rows = await listNoticeRows(reading.tx, 'all', after, limit + 1)
    return pageOf(
      rows,
      limit,
      (row) => [row.publishedOn, row.id],
      (row) => officeView(reading, row),
    )
  },
})

export const officeNotice = query({
  name: 'publicity.officeNotice',
  action: 'notice.manage',
  async load(reading, input: { noticeId: string }) {
    const row = await findNotice(reading.tx, input.noticeId)
    return row ? { owners: {}, row } : undefined
  },
  reply: async (reading, _input, { row }) => officeView(reading, row),
})

const checked = async (unit: Reading, typed: NoticeText): Promise<Result<NoticeText, string>> => {
  const text: NoticeText = {
    programmeId: typed.programmeId === '' ? null : typed.programmeId,
    title: typed.title.trim(),
    titleEn: typed.titleEn.trim(),
    body: typed.body.trim(),
    bodyEn: typed.bodyEn.trim(),
    publishedOn: typed.publishedOn,
  }
  const empty = (['title', 'body'] as const).filter((field) => text[field] === '')
  if (empty.length > 0)
    return refuse(
      'request.invalid',
      {},
      empty.map((field) => ({ pointer: `/${field}`, code: 'request.required' })),
    )
  if (text.programmeId !== null && !(await programmeExists(unit.tx, text.programmeId))) {
    return refuse('notice.programme-unknown', {}, [
      { pointer: '/programmeId', code: 'notice.programme-unknown' },
    ])
  }
  return ok(text)
}

export const writeNotice = command({
  name: 'publicity.writeNotice',
  action: 'notice.manage',
  load: async () => ({ owners: {} }),
  async run(unit, input: NoticeText) {
    const text = await checked(unit, input)
    if (!text.ok) return text
    const noticeId = newId()
    await insertNotice(unit.tx, noticeId, text.value, unit.actor.accountId, unit.now)
    await unit.emit(noticeWritten(noticeId, { title: text.value.title, publishedOn: text.value.publishedOn }))
    return ok({ noticeId })
  },
})

const loadNotice = async (unit: Reading, input: { noticeId: string }) => {
  const row = await lockNotice(unit.tx, input.noticeId)
  return row ? { owners: {}, row } : undefined
}

/** Changes a notice; what it said before stays in its history. */
export const editNotice = command({
  name: 'publicity.editNotice',
  action: 'notice.manage',
  load: (unit: Reading, input: NoticeText & { noticeId: string; revision: number }) =>
    loadNotice(unit, input),
  async run(unit, input, { row }) {
    if (row.withdrawnAt) return refuse('notice.withdrawn')
    const text = await checked(unit, input)
    if (!text.ok) return text
    if (!(await updateNotice(unit.tx, row.id, input.revision, text.value))) return refuse('state.conflict')
    const changed = (Object.keys(text.value) as (keyof NoticeText)[]).filter(
      (field) => row[field] !== text.value[field],
    )
    await unit.emit(
      noticeEdited(row.id, {
        before: Object.fromEntries(changed.map((field) => [field, row[field]])),
        after: Object.fromEntries(changed.map((field) => [field, text.value[field]])),
      }),
    )
    return ok({ revision: input.revision + 1 })
  },
})

export const withdrawNotice = command({
  name: 'publicity.withdrawNotice',
  action: 'notice.manage',
  load: (unit: Reading, input: { noticeId: string; reason: string }) => loadNotice(unit, input),
  async run(unit, input, { row }) {
    if (row.withdrawnAt) return refuse('notice.withdrawn')
    await setWithdrawn(unit.tx, row.id, { at: unit.now, reason: input.reason.trim() })
    await unit.emit(noticeWithdrawn(row.id, { reason: input.reason.trim() }))
    return ok({})
  },
})

export const restoreNotice = command({
  name: 'publicity.restoreNotice',
  action: 'notice.manage',
  load: (unit: Reading, input: { noticeId: string }) => loadNotice(unit, input),
  async run(unit, _input, { row }) {
    if (!row.withdrawnAt) return refuse('notice.not-withdrawn')
    await setWithdrawn(unit.tx, row.id, null)
    await unit.emit(noticeRestored(row.id))
    return ok({})
  },
})
