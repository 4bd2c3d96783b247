import { isDay } from '../../kernel/calendar.ts'
import { recognisers } from '../facts.ts'
import {
  child,
  type Cursor,
  fault,
  isPresent,
  isRecord,
  keysOf,
  readChoice,
  readDay,
  readInteger,
  readList,
  readText,
  readTexts,
  isShaped,
} from './cursor.ts'
import * as forms from '../schema/facts-schema.ts'
import { greatestAmount, readDatedFacts, readUnits, readValue, spanInOrder } from './read-dated.ts'

/** Reads one activity of FACTS and reports what is wrong with it. */
export const readActivity = (at: Cursor): null => {
  if (!isShaped(at, forms.activity)) return null
  readText(child(at, 'kind'))
  for (const key of ['title', 'role', 'category', 'mode', 'topic', 'work', 'chosenPeriod', 'reverses']) {
    if (at.value[key] !== undefined) readText(child(at, key))
  }
  readTexts(child(at, 'tags'))
  readTexts(child(at, 'for'))
  spanInOrder(at, 'from', 'to')
  const [from, to] = [dayAt(at, 'from'), dayAt(at, 'to')]
  for (const key of ['completedOn', 'registeredOn']) if (at.value[key] !== undefined) readDay(child(at, key))
  const completedOn = dayAt(at, 'completedOn')
  if (completedOn && from && completedOn < from)
    fault(child(at, 'completedOn'), 'dates.order', { from, to: completedOn })
  readQuantity(child(at, 'quantity'))
  const minutes = readList(child(at, 'sessions'), (item) => readSession(item, from, to))
  sessionsAgree(at, minutes)
  const evidence = child(at, 'evidence')
  if (isPresent(evidence) && isRecord(evidence, null))
    for (const key of keysOf(evidence)) readValue(child(evidence, key))
  const provider = child(at, 'provider')
  if (isPresent(provider) && isShaped(provider, forms.provider)) {
    readText(child(provider, 'id'))
    readDatedFacts(child(provider, 'facts'))
  }
  readList(child(at, 'approvals'), readApproval)
  readList(child(at, 'recognitions'), readRecognition)
  return null
}

const readQuantity = (at: Cursor): void => {
  if (!isPresent(at) || !isShaped(at, forms.quantity)) return
  for (const key of ['minutes', 'halfDays', 'count', 'points']) {
    if (at.value[key] !== undefined) readInteger(child(at, key), 0, greatestAmount)
  }
  for (const key of ['days', 'units']) if (at.value[key] !== undefined) readUnits(child(at, key))
}

const time = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/

/** A day already read; null where none is written. */
const dayAt = (at: Cursor, key: string): string | null => {
  const { value } = child(at, key)
  return typeof value === 'string' && isDay(value) ? value : null
}

const clockMinutes = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))

/** One session of an activity that lasts from one day to another: on one of its days, and no longer than its clock says. */
const readSession = (at: Cursor, from: string | null, to: string | null): number | null => {
  if (!isShaped(at, forms.session)) return null
  const date = readDay(child(at, 'date'))
  if (date && from && to && from <= to && (date < from || date > to))
    fault(child(at, 'date'), 'session.outside', { from, to })
  const { start, end } = at.value
  for (const key of ['start', 'end']) {
    const text = at.value[key]
    if (text !== undefined && !(typeof text === 'string' && time.test(text)))
      fault(child(at, key), 'type.time')
  }
  const minutes = readInteger(child(at, 'minutes'), 0, 1440)
  if (typeof start !== 'string' || typeof end !== 'string' || !time.test(start) || !time.test(end))
    return minutes
  const span = clockMinutes(end) - clockMinutes(start)
  if (span < 0) fault(child(at, 'end'), 'dates.order', { from: start, to: end })
  else if (minutes !== null && minutes > span)
    fault(child(at, 'minutes'), 'session.minutes-beyond-clock', { span })
  return minutes
}

const sessionsAgree = (at: Cursor, minutes: readonly number[]): void => {
  const stated = child(child(at, 'quantity'), 'minutes')
  const sessions = child(at, 'sessions').value
  if (typeof stated.value !== 'number' || !Array.isArray(sessions) || sessions.length === 0) return
  const sum = minutes.reduce((total, each) => total + each, 0)
  if (minutes.length === sessions.length && sum !== stated.value) {
    fault(stated, 'sessions.sum', { stated: stated.value, sum })
  }
}

const readApproval = (at: Cursor): null => {
  if (!isShaped(at, forms.approval)) return null
  for (const key of ['kind', 'by', 'number']) if (at.value[key] !== undefined) readText(child(at, key))
  for (const key of ['appliedOn', 'on']) if (at.value[key] !== undefined) readDay(child(at, key))
  spanInOrder(at, 'from', 'to')
  return null
}

const readRecognition = (at: Cursor): null => {
  if (!isShaped(at, forms.recognition)) return null
  readChoice(child(at, 'act'), ['recognised', 'returned'])
  readChoice(child(at, 'by'), recognisers)
  readDay(child(at, 'on'))
  for (const key of ['who', 'reason']) if (at.value[key] !== undefined) readText(child(at, key))
  return null
}
