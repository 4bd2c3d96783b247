import { ok, refuse, type Result } from '../../kernel/result.ts'
import type { Facts } from '../facts.ts'
import { boundedness, factsBounds } from './bounded.ts'
import {
  child,
  type Cursor,
  eachOnce,
  type Fault,
  fault,
  isPresent,
  isRecord,
  readChoice,
  readDay,
  readList,
  readText,
  readTexts,
  isShaped,
} from './cursor.ts'
import * as forms from '../schema/facts-schema.ts'
import { readActivity } from './read-activity.ts'
import { readDatedFacts, readUnits, spanInOrder, uniqueIds } from './read-dated.ts'

/** Reads a FACTS document whole, or refuses it whole with every fault (`errors[]`, JSON pointers). */
export const readFacts = (json: unknown): Result<Facts, 'facts.invalid'> => {
  const faults: Fault[] = []
  const at: Cursor = { value: json, pointer: '', faults }
  const bounds = boundedness(json, factsBounds)
  if (bounds === 'bounded') readDocument(at)
  else fault(at, bounds, { ...factsBounds })
  // The reader has looked at every member; only then may the document be called FACTS.
  return faults.length === 0 ? ok(stated(json) as Facts) : refuse('facts.invalid', {}, eachOnce(faults))
}

/** Values that may be known to be none; of every other member `null` says what its absence says. */
const valued = new Set(['value', 'evidence'])

/** The document without members that are `null`: a period that was emptied is one that is not asked about. */
const stated = (json: unknown): unknown => {
  if (Array.isArray(json)) return json.map(stated)
  if (typeof json !== 'object' || json === null) return json
  return Object.fromEntries(
    Object.entries(json).flatMap(([key, member]) =>
      valued.has(key) ? [[key, member]] : member === null ? [] : [[key, stated(member)]],
    ),
  )
}

const readDocument = (at: Cursor): void => {
  if (!isShaped(at, forms.facts)) return
  if (at.value['schema'] !== undefined) readChoice(child(at, 'schema'), ['zhixin.facts/1'])
  readAsk(child(at, 'ask'))
  readPerson(child(at, 'person'))
  uniqueIds(child(at, 'holdings'))
  readList(child(at, 'holdings'), readHolding)
  uniqueIds(child(at, 'activities'))
  readList(child(at, 'activities'), readActivity)
  uniqueIds(child(at, 'exemptions'))
  readList(child(at, 'exemptions'), readExemption)
  readList(child(at, 'closed'), readClosed)
}

const readAsk = (at: Cursor): void => {
  if (at.value === undefined || !isShaped(at, forms.ask)) return
  if (isPresent(child(at, 'on'))) readDay(child(at, 'on'))
  if (isPresent(child(at, 'period'))) readText(child(at, 'period'))
  if (isPresent(child(at, 'obligation'))) readText(child(at, 'obligation'))
}

const readPerson = (at: Cursor): void => {
  if (at.value === undefined || !isShaped(at, forms.person)) return
  readText(child(at, 'id'))
  readDatedFacts(child(at, 'facts'))
}

const readHolding = (at: Cursor): null => {
  if (!isShaped(at, forms.holding)) return null
  readText(child(at, 'kind'))
  readDatedFacts(child(at, 'facts'))
  spanInOrder(at, 'from', 'to')
  return null
}

const readExemption = (at: Cursor): null => {
  if (!isShaped(at, forms.exemption)) return null
  for (const key of ['obligation', 'holding', 'period'] as const)
    if (isPresent(child(at, key))) readText(child(at, key))
  readText(child(at, 'reason'))
  readText(child(at, 'grantedBy'))
  readDay(child(at, 'grantedOn'))
  spanInOrder(at, 'from', 'to')
  const extent = child(at, 'extent')
  if (extent.value === 'full') return null
  if (!isShaped(extent, forms.extent)) return null
  const [lines, share] = [child(extent, 'lines'), child(extent, 'share')]
  if (isPresent(lines) === isPresent(share)) return fault(extent, 'exemption.extent')
  if (isPresent(share)) readUnits(share)
  else if (isRecord(lines, null)) for (const id of Object.keys(lines.value)) readUnits(child(lines, id))
  return null
}

const readClosed = (at: Cursor): null => {
  if (!isShaped(at, forms.closed)) return null
  for (const key of ['obligation', 'period', 'pack'] as const) readText(child(at, key))
  if (isPresent(child(at, 'holding'))) readText(child(at, 'holding'))
  readDay(child(at, 'closedOn'))
  readChoice(child(at, 'standing'), ['met', 'unmet', 'undetermined'])
  readTexts(child(at, 'counted'))
  const lines = child(at, 'lines')
  if (isRecord(lines, null)) {
    for (const id of Object.keys(lines.value)) {
      const line = child(lines, id)
      if (!isShaped(line, forms.closedLine)) continue
      readUnits(child(line, 'required'))
      readUnits(child(line, 'counted'))
    }
  }
  const carryOut = child(at, 'carryOut')
  if (isPresent(carryOut) && isRecord(carryOut, null)) {
    for (const key of Object.keys(carryOut.value)) readUnits(child(carryOut, key))
  }
  return null
}
