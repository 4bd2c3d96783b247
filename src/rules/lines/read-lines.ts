import type { PackScope } from '../pack/scope.ts'
import { always, readPredicate } from '../predicates/read-predicate.ts'
import {
  child,
  type Cursor,
  fault,
  isPresent,
  isRecord,
  readFlag,
  readList,
  readText,
  isShaped,
} from '../reading/cursor.ts'
import { lines, require } from '../schema/obligation-schema.ts'
import { readClause } from '../steps/read-steps.ts'
import { atLeastLine } from './at-least.ts'
import { conditionLine } from './condition.ts'
import { floorLine } from './floor.ts'
import { allOfLine, anyOfLine, kOfLine } from './groups.ts'
import type { Line, LineOperator, OwnLine } from './line.ts'
import { noneLine } from './none.ts'
import { shareLine } from './share.ts'
import { specificLine } from './specific.ts'

const operators: readonly LineOperator[] = [
  atLeastLine,
  shareLine,
  floorLine,
  specificLine,
  noneLine,
  conditionLine,
  anyOfLine,
  allOfLine,
  kOfLine,
]

/** A line of `require` before it is read: where it stands, whose it is, and how a layer below maps categories for it. */
export interface LineText {
  readonly at: Cursor
  readonly scope: PackScope
  readonly origin: string
  readonly readAs: ReadonlyMap<string, string>
}

/** The lines that `require` lists: one line, or `{allOf: [...]}` without an id, which is simply the list of an obligation's lines. */
export const lineTexts = (at: Cursor, scope: PackScope, origin: string): readonly LineText[] => {
  const textOf = (item: Cursor): LineText => ({ at: item, scope, origin, readAs: new Map() })
  const isList =
    typeof at.value === 'object' &&
    at.value !== null &&
    Object.hasOwn(at.value, 'allOf') &&
    !Object.hasOwn(at.value, 'id')
  if (!isList) return isPresent(at) ? [textOf(at)] : []
  return isShaped(at, require) ? readList(child(at, 'allOf'), textOf) : []
}

export const lineId = ({ at }: Pick<LineText, 'at'>): string => {
  const id = child(at, 'id').value
  return typeof id === 'string' ? id : ''
}

export const readLine = (text: LineText): Line | null => {
  const { at, scope, origin } = text
  if (!isRecord(at, null, ['id'])) return null
  const { value } = at
  const present = operators.filter(({ key }) => Object.hasOwn(value, key))
  const [operator] = present
  if (!operator || present.length > 1)
    return fault(at, 'line.form', { known: operators.map(({ key }) => key).join(', ') })
  isShaped(at, lines[operator.key])
  const own = readOwn(text, value)
  const readLines = (place: Cursor): readonly Line[] =>
    readList(place, (item) => readLine({ ...text, at: item }))
  return own && operator.read(at, own, { scope, origin, readLines })
}

const readOwn = (
  { at, scope, origin, readAs }: LineText,
  value: Readonly<Record<string, unknown>>,
): OwnLine | null => {
  const id = readText(child(at, 'id'))
  const name = value['measure'] === undefined ? 'hours' : readText(child(at, 'measure'))
  const measure = name === null ? undefined : scope.measures.get(name)
  if (name !== null && !measure) fault(child(at, 'measure'), 'measure.unknown', { measure: name })
  const counts = value['counts'] === undefined ? always : readPredicate(child(at, 'counts'), scope)
  const clause = value['clause'] === undefined ? null : readClause(child(at, 'clause'), scope)
  const shared = value['shared'] === undefined ? false : readFlag(child(at, 'shared'))
  if (id === null || !measure || !counts || shared === null) return null
  return { id, measure, counts, shared, origin, source: value, readAs, ...(clause !== null && { clause }) }
}
