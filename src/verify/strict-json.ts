export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue }
export type JsonObject = { readonly [key: string]: JsonValue }

export type JsonFault = 'json.malformed' | 'json.duplicate-key' | 'json.too-deep'

const deepest = 64

/**
 * Parses JSON as RFC 8785 wants it read: a repeated key is a fault, because two readers could see two documents in it;
 * nesting is bounded. Text and numbers are read by the runtime's own parser.
 */
export const parseStrictJson = (
  text: string,
): { readonly value: JsonValue } | { readonly fault: JsonFault } => {
  let value: JsonValue
  try {
    value = JSON.parse(text) as JsonValue
  } catch {
    return { fault: 'json.malformed' }
  }
  const fault = structureFault(text)
  return fault ? { fault } : { value }
}

/** Walks text already known to be JSON and looks only at nesting and at the keys of each object. */
const structureFault = (text: string): JsonFault | undefined => {
  const open: (Set<string> | null)[] = []
  let expectsKey = false
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]
    if (character === '"') {
      const end = endOfString(text, at)
      const keys = open.at(-1)
      if (expectsKey && keys) {
        const key = JSON.parse(text.slice(at, end + 1)) as string
        if (keys.has(key)) return 'json.duplicate-key'
        keys.add(key)
        expectsKey = false
      }
      at = end
    } else if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : null)
      if (open.length > deepest) return 'json.too-deep'
      expectsKey = character === '{'
    } else if (character === '}' || character === ']') {
      open.pop()
      expectsKey = false
    } else if (character === ',') {
      expectsKey = open.at(-1) !== null
    }
  }
  return undefined
}

const endOfString = (text: string, start: number): number => {
  let at = start + 1
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at
}

/** RFC 8785 canonical form; `undefined` for what has none: a lone surrogate, a number beyond doubles. */
export const canonicalText = (value: JsonValue): string | undefined => {
  if (typeof value === 'string') return value.isWellFormed() ? JSON.stringify(value) : undefined
  if (typeof value === 'number' && !Number.isFinite(value)) return undefined
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const parts: string[] = []
  if (isList(value)) {
    for (const member of value) {
      const part = canonicalText(member)
      if (part === undefined) return undefined
      parts.push(part)
    }
    return `[${parts.join(',')}]`
  }
  for (const key of Object.keys(value).sort()) {
    const [name, part] = [canonicalText(key), canonicalText(value[key] as JsonValue)]
    if (name === undefined || part === undefined) return undefined
    parts.push(`${name}:${part}`)
  }
  return `{${parts.join(',')}}`
}

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value)

export const asObject = (value: JsonValue | undefined): JsonObject | undefined =>
  typeof value === 'object' && value !== null && !isList(value) ? (value as JsonObject) : undefined

export const asText = (value: JsonValue | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined

export const asCount = (value: JsonValue | undefined): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined

export const asList = (value: JsonValue | undefined): readonly JsonValue[] | undefined =>
  value !== undefined && isList(value) ? value : undefined
