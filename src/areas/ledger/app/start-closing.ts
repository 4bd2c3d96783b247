import { dayInZone, isDay } from '../../../kernel/calendar.ts'
import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command, type Reading } from '../../../platform/perform.ts'
import { ledgerEvents } from '../events.ts'
import { programmeById } from '../store/entries.ts'
import {
  type ClosingRecord,
  closingsOf,
  insertClosing,
  listPeopleToClose,
  lockClosing,
  moveClosing,
  personsBehind,
} from '../store/closings.ts'
import { rulebook } from './rulebook.ts'

/** Jobs that count, and that close. */
export const countJob = 'ledger.countClosing'
export const closeJob = 'ledger.closePeriod'

export interface ClosingToStart {
  readonly programmeId: string
  readonly period: string
  /** `supplementary`: after the period was closed; new rows for whom the figures have moved, and for who was not among them. */
  readonly kind: 'regular' | 'supplementary'
  readonly reason?: string | undefined
}

/** First and last day of a period by its key: a calendar year, or the days themselves. */
export const daysOfPeriod = (key: string): { from: string; to: string } | undefined => {
  const [from = '', to = ''] = /^\d{4}$/.test(key) ? [`${key}-01-01`, `${key}-12-31`] : key.split('/')
  return isDay(from) && isDay(to) && from <= to ? { from, to } : undefined
}

/** Begins a closing with its count: nothing is frozen yet. */
export const startClosing = command({
  name: 'ledger.startClosing',
  action: 'closing.make',
  constraints: { closing_at_work: 'ledger.closing-at-work', closing_once: 'ledger.period-closed' },
  async load(unit, input: ClosingToStart) {
    const programme = await programmeById(unit.tx, input.programmeId)
    return programme && { owners: { office: [programme.officeId] }, programme }
  },
  async run(unit, input, { programme }) {
    const days = daysOfPeriod(input.period)
    if (!days) return refuse('ledger.period-unknown', { period: input.period })
    const today = dayInZone(unit.now, programme.zone)
    if (days.to >= today) return refuse('ledger.period-open', { period: input.period, to: days.to })
    if (days.to < programme.fromDay || (programme.toDay !== null && days.from > programme.toDay))
      return refuse('ledger.period-outside', { period: input.period })
    const isClosed = (await closingsOf(unit.tx, programme.id)).some(
      (one) => one.period === input.period && one.state === 'closed',
    )
    const reason = (input.reason ?? '').trim()
    if (input.kind === 'regular' && isClosed) return refuse('ledger.period-closed', { period: input.period })
    if (input.kind === 'supplementary' && !isClosed)
      return refuse('ledger.period-not-closed', { period: input.period })
    if (input.kind === 'supplementary' && reason.length < 2) return refuse('ledger.closing-reason-missing')
    const book = await rulebook(unit.tx, programme.rulePack)
    if (!book.ok) return book
    const hands = await handsOf(unit)
    const closing = {
      id: newId(),
      programmeId: programme.id,
      period: input.period,
      fromDay: days.from,
      toDay: days.to,
      kind: input.kind,
      reason,
      countedBy: hands.account,
      countedFor: hands.actedFor,
      countedPersons: hands.persons,
      countedOn: today,
      countedAt: unit.now,
    }
    await insertClosing(unit.tx, closing)
    const people = await listPeopleToClose(unit.tx, closing)
    await unit.enqueue({
      job: countJob,
      lane: 'slow',
      data: { closingId: closing.id },
      key: `count ${closing.id}`,
    })
    await unit.emit({
      name: ledgerEvents.closingCounted,
      subject: { kind: 'programme', id: programme.id },
      data: { closing: closing.id, period: input.period, kind: input.kind, people, reason },
    })
    return ok({ closingId: closing.id, people })
  },
})

const loadClosing = async (unit: Reading, input: { closingId: string }) => {
  const closing = await lockClosing(unit.tx, input.closingId)
  const programme = closing && (await programmeById(unit.tx, closing.programmeId))
  return closing && programme ? { owners: { office: [programme.officeId] }, closing, programme } : undefined
}

/** A second officer closes what was counted: a row for every person is frozen by a job. */
export const closeCounted = command({
  name: 'ledger.closePeriod',
  action: 'closing.make',
  constraints: { closing_once: 'ledger.period-closed' },
  load: (unit, input: { closingId: string; confirm: string }) => loadClosing(unit, input),
  async run(unit, input, { closing, programme }) {
    if (closing.state !== 'counted') return refuse('ledger.closing-state', { state: closing.state })
    if (input.confirm.trim() !== closing.period) return refuse('ledger.closing-mismatch')
    const hands = await handsOf(unit)
    if (isInSameHands(hands, closing)) return refuse('ledger.closing-same-person')
    await moveClosing(unit.tx, closing.id, {
      state: 'closing',
      closedBy: hands.account,
      closedOn: dayInZone(unit.now, programme.zone),
      closingAt: unit.now,
    })
    await unit.enqueue({
      job: closeJob,
      lane: 'slow',
      data: { closingId: closing.id },
      key: `close ${closing.id}`,
    })
    await unit.emit({
      name: ledgerEvents.closingConfirmed,
      subject: { kind: 'programme', id: programme.id },
      data: { closing: closing.id, period: closing.period, kind: closing.kind },
    })
    return ok({ closingId: closing.id })
  },
})

/** Lets a count go that nobody closed. */
export const dropClosing = command({
  name: 'ledger.dropClosing',
  action: 'closing.make',
  load: (unit, input: { closingId: string }) => loadClosing(unit, input),
  async run(unit, _input, { closing, programme }) {
    if (closing.state !== 'counting' && closing.state !== 'counted')
      return refuse('ledger.closing-state', { state: closing.state })
    await moveClosing(unit.tx, closing.id, { state: 'dropped' })
    await unit.emit({
      name: ledgerEvents.closingDropped,
      subject: { kind: 'programme', id: programme.id },
      data: { closing: closing.id, period: closing.period },
    })
    return ok({})
  },
})

/** Whose hands an act is in: the account, whom it acts for, the people behind both. */
export interface Hands {
  readonly account: string
  readonly actedFor: string | null
  readonly persons: string[]
}

export const handsOf = async ({ tx, actor }: Reading): Promise<Hands> => {
  const actedFor = actor.onBehalfOf?.accountId ?? null
  const account = actor.accountId
  if (account === null) throw new Error('what takes two is an act of somebody')
  const known = await personsBehind(tx, actedFor === null ? [account] : [account, actedFor])
  return { account, actedFor, persons: [...new Set([...known, ...(actor.personId ? [actor.personId] : [])])] }
}

/** Counting and closing are done by two people, not by one who acts for another either. */
export const isInSameHands = (
  hands: Hands,
  closing: Pick<ClosingRecord, 'countedBy' | 'countedFor' | 'countedPersons'>,
): boolean => {
  const counters = [closing.countedBy, closing.countedFor].filter((id) => id !== null)
  return (
    counters.includes(hands.account) ||
    (hands.actedFor !== null && counters.includes(hands.actedFor)) ||
    hands.persons.some((id) => closing.countedPersons.includes(id))
  )
}
