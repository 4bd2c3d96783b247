import { longestText } from './bounded.ts'
import { child, type Cursor, fault, type Fault } from './cursor.ts'

/** Texts, and what opens, closes and parts objects and lists; everything else of JSON tells nothing about keys. */
const tokensOf = function* (json: string): Generator<string> {
  const start = /["{}[\],:]/g
  for (let found = start.exec(json); found; found = start.exec(json)) {
    // A pattern for a whole text would keep a way back for each of its characters: of a long one more than there is room for.
    if (found[0] === '"') start.lastIndex = endOfText(json, found.index)
    yield json.slice(found.index, start.lastIndex)
  }
}

const endOfText = (json: string, start: number): number => {
  let at = start + 1
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1
  return at + 1
}

interface Open {
  readonly at: Cursor
  /** Null in a list. */
  readonly keys: Set<string> | null
  /** Key or index of the member that is being read. */
  now: string | number
  /** Whether the next text of an object is a key. */
  isKey: boolean
}

/**
 * Keys that an object of a JSON text states twice, and the first text that is longer than any that is read, each at its
 * own place; what is given is known to be JSON.
 */
export const faultsOfText = (json: string): readonly Fault[] => {
  const faults: Fault[] = []
  const open: Open[] = []
  const root: Cursor = { value: undefined, pointer: '', faults }
  for (const token of tokensOf(json)) {
    const inner = open.at(-1)
    if (token.length > longestText) {
      const isMember = inner && !(inner.keys && inner.isKey)
      fault(isMember ? child(inner.at, inner.now) : (inner?.at ?? root), 'document.too-big')
      return faults
    }
    if (token === '{' || token === '[') {
      const at = inner ? child(inner.at, inner.now) : root
      const isObject = token === '{'
      open.push({ at, keys: isObject ? new Set() : null, now: isObject ? '' : 0, isKey: isObject })
    } else if (token === '}' || token === ']') open.pop()
    else if (inner === undefined || token === ':') continue
    else if (token === ',') next(inner)
    else if (inner.keys && inner.isKey) nameOf(inner, inner.keys, JSON.parse(token) as string)
  }
  return faults
}

const next = (inner: Open): void => {
  if (typeof inner.now === 'number') inner.now += 1
  else inner.isKey = true
}

const nameOf = (inner: Open, keys: Set<string>, key: string): void => {
  inner.now = key
  inner.isKey = false
  if (keys.has(key)) fault(child(inner.at, key), 'key.twice', { key })
  keys.add(key)
}
