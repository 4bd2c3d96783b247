import {
  child,
  type Cursor,
  fault,
  isPresent,
  isRecord,
  readList,
  readText,
  readTexts,
  isShaped,
} from '../reading/cursor.ts'
import { directive, mapped } from '../schema/pack-schema.ts'
import { readClause } from '../steps/read-steps.ts'
import type { PackScope } from './scope.ts'
import type { Directive } from './written.ts'

/** Reads `merge`: `map`, `tighten`, `replace`, `remove`, each with the clause that says why. */
export const readDirectives = (at: Cursor, scope: PackScope): readonly Directive[] =>
  readList(at, (item) => readDirective(item, scope))

const kinds = ['map', 'tighten', 'replace', 'remove'] as const

const readDirective = (at: Cursor, scope: PackScope): Directive | null => {
  if (!isShaped(at, directive)) return null
  const { value } = at
  const present = kinds.filter((kind) => value[kind] !== undefined)
  const [kind] = present
  if (!kind || present.length > 1) return fault(at, 'merge.form', { known: kinds.join(', ') })
  const reason = kind === 'replace' || kind === 'remove' ? 'because' : 'clause'
  if (value[reason] === undefined) return fault(at, 'key.missing', { key: reason })
  const clause = readClause(child(at, reason), scope)
  const obligation = isPresent(child(at, 'obligation')) ? readText(child(at, 'obligation')) : null
  const change = kind === 'map' ? readMap(child(at, 'map'), scope) : readChange(child(at, kind), kind)
  return clause !== null && change ? { at, obligation, clause, change } : null
}

const readMap = (at: Cursor, scope: PackScope): Directive['change'] | null => {
  if (!isShaped(at, mapped)) return null
  const [category, readAs] = [readText(child(at, 'category')), readText(child(at, 'readAs'))]
  for (const name of [category, readAs]) {
    if (name !== null && !scope.categories.has(name)) fault(at, 'category.unknown', { category: name })
  }
  const by = isPresent(child(at, 'by')) ? readTexts(child(at, 'by')) : null
  return category !== null && readAs !== null ? { kind: 'map', category, readAs, by } : null
}

const targets = ['line', 'cap', 'rule', 'part'] as const

const readChange = (at: Cursor, kind: 'tighten' | 'replace' | 'remove'): Directive['change'] | null => {
  if (!isRecord(at, null)) return null
  const { value } = at
  const what = targets.find((target) => value[target] !== undefined)
  if (!what) return fault(at, 'merge.target', { known: targets.join(', ') })
  const id = readText(child(at, what))
  if (id === null) return null
  const { [what]: _id, ...patch } = value
  if (kind === 'remove')
    return what === 'part' ? fault(at, 'merge.target', { known: 'line, cap, rule' }) : { kind, what, id }
  if (what === 'line' || what === 'cap') return { kind, what, id, patch }
  return kind === 'tighten' ? fault(at, 'merge.target', { known: 'line, cap' }) : { kind, what, id }
}
