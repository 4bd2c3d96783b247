import {
  child,
  type Cursor,
  fault,
  isPresent,
  readChoice,
  readDay,
  readList,
  readText,
  isShaped,
  faultIfEmpty,
} from '../reading/cursor.ts'
import { inForce, version as versionForm } from '../schema/pack-schema.ts'
import { readDeclare } from './read-declare.ts'
import { readDirectives } from './read-directives.ts'
import { readObligation, uniqueRules } from './read-obligation.ts'
import type { PackScope } from './scope.ts'
import type { WrittenVersion } from './written.ts'

/** Later than any day a pack can name. */
export const openEnd = '9999-12-31'

export const readVersions = (at: Cursor, scope: PackScope): readonly WrittenVersion[] => {
  uniqueRules(at)
  const versions = readList(at, (item) => readVersion(item, scope))
  if (!Array.isArray(at.value)) fault(at, 'type.list')
  else if (at.value.length === 0) faultIfEmpty(at)
  const inOrder = versions.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
  inOrder.forEach((version, index) => {
    const before = inOrder[index - 1]
    if (before && version.from <= before.to) {
      fault(child(version.at, 'inForce'), 'version.overlap', {
        version: version.id,
        other: before.id,
        from: version.from,
        to: before.to,
      })
    }
  })
  return inOrder
}

const readVersion = (at: Cursor, scope: PackScope): WrittenVersion | null => {
  if (!isShaped(at, versionForm)) return null
  const id = readText(child(at, 'id'))
  const span = readInForce(child(at, 'inForce'))
  const governs =
    at.value['governs'] === undefined
      ? 'period'
      : readChoice(child(at, 'governs'), ['period', 'activity-start', 'activity-completion'])
  const origin = `${scope.packId}@${id}`
  uniqueRules(child(at, 'obligations'))
  const obligations = readList(child(at, 'obligations'), (item) => readObligation(item, scope, origin))
  const directives = readDirectives(child(at, 'merge'), scope)
  const declare = isPresent(child(at, 'declare')) ? readDeclare(child(at, 'declare'), scope, origin) : null
  if (id === null || !span || governs === null) return null
  return { id, packId: scope.packId, scope, ...span, governs, obligations, directives, declare, at }
}

const readInForce = (at: Cursor): { readonly from: string; readonly to: string } | null => {
  if (!isShaped(at, inForce)) return null
  const from = readDay(child(at, 'from'))
  const to = isPresent(child(at, 'to')) ? readDay(child(at, 'to')) : openEnd
  if (from === null || to === null) return null
  return to < from ? fault(child(at, 'to'), 'dates.order', { from, to }) : { from, to }
}
