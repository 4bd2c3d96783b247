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
  for (const key of ['completedOn', 'registeredOn']) if (at.value[key] !== undefined) readDay(child(at, key))
  readQuantity(child(at, 'quantity'))
  const minutes = readList(child(at, 'sessions'), readSession)
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

const readSession = (at: Cursor): number | null => {
  if (!isShaped(at, forms.session)) return null
  readDay(child(at, 'date'))
  const { start, end } = at.value
  for (const key of ['start', 'end']) {
    const text = at.value[key]
    if (text !== undefined && !(typeof text === 'string' && time.test(text)))
      fault(child(at, key), 'type.time')
  }
  if (typeof start === 'string' && typeof end === 'string' && end < start)
    fault(child(at, 'end'), 'dates.order', { from: start, to: end })
  return readInteger(child(at, 'minutes'), 0, 1440)
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
