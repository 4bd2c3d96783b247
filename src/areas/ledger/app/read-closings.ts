import { dayInZone } from '../../../kernel/calendar.ts'
import { cursorParts, keyPart, pageOf } from '../../../platform/page.ts'
import { listing, query, type Reading } from '../../../platform/perform.ts'
import { unitOf } from '../domain/pack-text.ts'
import { standingsOfClosing } from '../store/closing-rows.ts'
import {
  accountNames,
  type ClosingCounts,
  type ClosingRecord,
  closingsOf,
  countedClosings,
  countsOf,
  findClosing,
  peopleCounted,
} from '../store/closings.ts'
import { programmeById } from '../store/entries.ts'
import { adjustmentsIn } from './adjustments.ts'
import { registeredPack } from './registered-pack.ts'
import { handsOf, isInSameHands } from './start-closing.ts'
import { titlesOfLines } from './titles-of-lines.ts'

const none: ClosingCounts = {
  people: 0,
  counted: 0,
  done: 0,
  met: 0,
  unmet: 0,
  undetermined: 0,
  outside: 0,
  same: 0,
}

const view = (one: ClosingRecord, counts: ClosingCounts | undefined, names: ReadonlyMap<string, string>) => ({
  id: one.id,
  programmeId: one.programmeId,
  period: one.period,
  from: one.fromDay,
  to: one.toDay,
  kind: one.kind,
  reason: one.reason,
  state: one.state,
  countedBy: names.get(one.countedBy) ?? '',
  countedAt: one.countedAt.toISOString(),
  closedBy: one.closedBy && (names.get(one.closedBy) ?? ''),
  closedOn: one.closedOn,
  closedAt: one.closedAt?.toISOString() ?? null,
  counts: counts ?? none,
})

const accountsOf = (closings: readonly ClosingRecord[]): string[] =>
  closings.flatMap((one) => [one.countedBy, ...(one.closedBy ? [one.closedBy] : [])])

/** Closings of a programme, newest first, and the years that are still to be closed. */
export const readClosings = query({
  name: 'ledger.closings',
  action: 'closing.read',
  async load(reading, input: { programmeId: string }) {
    const programme = await programmeById(reading.tx, input.programmeId)
    return programme && { owners: { office: [programme.officeId] }, programme }
  },
  async reply(reading, _input, { programme, owners }) {
    const items = await closingsOf(reading.tx, programme.id)
    const counts = await countsOf(
      reading.tx,
      items.map((one) => one.id),
    )
    const names = await accountNames(reading.tx, accountsOf(items))
    const taken = new Set(items.filter((one) => one.kind === 'regular').map((one) => one.period))
    const last = Number(dayInZone(reading.now, programme.zone).slice(0, 4)) - 1
    return {
      items: items.map((one) => view(one, counts.get(one.id), names)),
      next: null,
      programme: { name: programme.name, nameEn: programme.nameEn },
      open: yearsBetween(programme.fromDay, programme.toDay, last).filter((year) => !taken.has(year)),
      may: reading.may(owners, ['closing.make']),
    }
  },
})

/** What waits for the reader: whoever counted a closing does not close it, so one's own are somebody else's task. */
export const closingsToClose = query({
  name: 'ledger.closingsToClose',
  action: 'closing.read',
  load: listing,
  async reply(reading, _input: object, _loaded, scope) {
    const counted = await countedClosings(reading.tx, scope.all ? null : (scope.owners.office ?? []))
    const hands = counted.length > 0 ? await handsOf(reading) : undefined
    const waiting = counted.filter((one) => hands && !isInSameHands(hands, one))
    const names = await accountNames(reading.tx, accountsOf(waiting))
    return {
      items: waiting.map((one) => ({
        id: one.id,
        programmeId: one.programmeId,
        programmeName: one.programmeName,
        programmeNameEn: one.programmeNameEn,
        period: one.period,
        kind: one.kind,
        countedBy: names.get(one.countedBy) ?? '',
        countedAt: one.countedAt.toISOString(),
      })),
      next: null,
    }
  },
})

/** Newest first; of a programme's years those that are over. */
export const yearsBetween = (from: string, to: string | null, last: number): string[] => {
  const first = Number(from.slice(0, 4))
  const end = Math.min(last, to === null ? last : Number(to.slice(0, 4)))
  return Array.from({ length: Math.max(0, end - first + 1) }, (_, index) => String(end - index))
}

const load = async (reading: Reading, input: { closingId: string }) => {
  const closing = await findClosing(reading.tx, input.closingId)
  const programme = closing && (await programmeById(reading.tx, closing.programmeId))
  return closing && programme ? { owners: { office: [programme.officeId] }, closing, programme } : undefined
}

/** A closing: how far it has come, what it found, and whether the reader may close it. */
export const readClosing = query({
  name: 'ledger.readClosing',
  action: 'closing.read',
  load,
  async reply(reading, _input: { closingId: string }, { closing, programme, owners }) {
    const { tx } = reading
    const [counts, names, pack, { rows }] = [
      await countsOf(tx, [closing.id]),
      await accountNames(tx, accountsOf([closing])),
      await registeredPack(tx, programme.rulePack),
      await standingsOfClosing(tx, closing.id),
    ]
    const own = reading.actor.accountId !== null && isInSameHands(await handsOf(reading), closing)
    return {
      ...view(closing, counts.get(closing.id), names),
      programme: { name: programme.name, nameEn: programme.nameEn },
      units: Object.fromEntries(
        (pack ? Object.keys({ hours: 0, ...pack.measures }) : []).map((measure) => [
          measure,
          unitOf(pack as NonNullable<typeof pack>, measure),
        ]),
      ),
      unitMinutes: pack?.unit.minutes ?? 0,
      rows,
      digest: closing.digest?.toString('base64url') ?? null,
      blocked: own && closing.state === 'counted' ? ('same-person' as const) : null,
      may: reading.may(owners, ['closing.make']),
    }
  },
})

/** People of a closing by name, with what each lacks; whole for an export. */
export const closingPeople = query({
  name: 'ledger.closingPeople',
  action: 'closing.read',
  load,
  async reply(
    reading,
    input: {
      closingId: string
      standing?: string | undefined
      q?: string | undefined
      cursor?: string | undefined
      limit?: number | undefined
    },
    { closing },
  ) {
    const limit = input.limit ?? 50
    const after = cursorParts(input.cursor, keyPart.text, keyPart.id)
    const rows = await peopleCounted(reading.tx, closing, { ...input, q: input.q?.trim() }, after, limit)
    const titlesIn = await titlesOfLines(
      reading.tx,
      rows.map(({ lines }) => lines),
    )
    return pageOf(
      rows,
      limit,
      (row) => [row.name, row.personId],
      (row) => {
        const titleOf = titlesIn(row.lines)
        const lines = row.lines.map((line) => ({ ...line, holding: titleOf(line) }))
        return { ...row, lines, lacks: [...row.lacks] }
      },
    )
  },
})

/** What was entered in the closed period, or exempted from it, after each person's row. */
export const closingAdjustments = query({
  name: 'ledger.adjustments',
  action: 'closing.read',
  load,
  async reply(
    reading,
    input: { closingId: string; cursor?: string | undefined; limit?: number | undefined },
    { closing, programme },
  ) {
    const limit = input.limit ?? 50
    const after = cursorParts(input.cursor, keyPart.instant, keyPart.id)
    const found = await adjustmentsIn(reading.tx, programme, closing.period, after, limit)
    return pageOf(
      found,
      limit,
      ({ key }) => [...key],
      ({ adjustment }) => adjustment,
    )
  },
})
