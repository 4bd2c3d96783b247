import { child, type Cursor, fault, type Fault } from './cursor.ts'

/** Texts, and what opens, closes and parts objects and lists; everything else of JSON tells nothing about keys. */
const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g

interface Open {
  readonly at: Cursor
  /** Null in a list. */
  readonly keys: Set<string> | null
  /** Key or index of the member that is being read. */
  now: string | number
  /** Whether the next text of an object is a key. */
  isKey: boolean
}

/** Keys that an object of a JSON text states twice, each at its own place; the text is known to be JSON. */
export const repeatedKeys = (json: string): readonly Fault[] => {
  const faults: Fault[] = []
  const open: Open[] = []
  for (const [token] of json.matchAll(tokens)) {
    const inner = open.at(-1)
    if (token === '{' || token === '[') {
      const at: Cursor = inner ? child(inner.at, inner.now) : { value: undefined, pointer: '', faults }
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
