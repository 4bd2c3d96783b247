export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined }

/**
 * RFC 8785 canonical JSON: keys sorted by UTF-16 code units, ECMAScript numbers, no white space.
 * `undefined` members are left out. Throws on NaN, infinities and lone surrogates, which have no canonical form.
 * `known` holds the canonical text of objects that many values have in common: where one of them is met it is not written anew.
 */
export const canonicalJson = (value: Json, known?: ReadonlyMap<unknown, string>): string => {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('a number without a JSON form cannot be canonicalised')
    // As ECMAScript writes it, the zero below zero included.
    return String(value)
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new TypeError('a lone surrogate cannot be canonicalised')
    return JSON.stringify(value)
  }
  const text = known?.get(value)
  if (text !== undefined) return text
  if (isArray(value)) return `[${value.map((member) => canonicalJson(member, known)).join(',')}]`
  let members = ''
  for (const key of Object.keys(value).sort()) {
    const member = value[key]
    if (member === undefined) continue
    members += `${members === '' ? '' : ','}${canonicalJson(key)}:${canonicalJson(member, known)}`
  }
  return `{${members}}`
}

const isArray = (value: Json): value is readonly Json[] => Array.isArray(value)
