import type { TSchema } from 'typebox'
import type { Endpoint } from '../../src/wire/endpoint.ts'

/** What the contract's fields are filled with: what stands under `area.endpoint` goes before `area.name`, and that before `name`. */
export type Names = Readonly<Record<string, unknown>>

export interface Filled {
  readonly url: string
  readonly body: object | undefined
}

interface Shape {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Shape[]
  readonly format?: string
  readonly pattern?: string
  readonly minimum?: number
  readonly minLength?: number
  readonly minItems?: number
  readonly items?: Shape
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Shape>>
}

/** A request that the contract takes: every required field, and of the optional ones those that name a thing or are given for it alone. */
export const fill = (endpoint: Endpoint, names: Names): Filled => {
  const known = lookup(endpoint, names)
  const url = endpoint.path.replace(/:(\w+)(\([^)]*\))?/g, (_all, name: string) => {
    const value = known(name)
    if (value === undefined) throw new Error(`nothing to put for :${name} of ${endpoint.id}`)
    return encodeURIComponent(String(value))
  })
  const query = object(endpoint.query as Shape | undefined, known)
  const asked = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))
  return {
    url: asked.size > 0 ? `${url}?${asked}` : url,
    body: endpoint.body && !endpoint.multipart ? (sample(endpoint.body, known) as object) : undefined,
  }
}

/** Names of the endpoint's fields, wherever they stand, that this set of names fills. */
export const fieldsOf = (endpoint: Endpoint): ReadonlySet<string> => {
  const found = new Set<string>()
  const walk = (shape: Shape | undefined): void => {
    for (const [name, inner] of Object.entries(shape?.properties ?? {})) {
      found.add(name)
      walk(inner)
    }
    walkAll(shape?.anyOf)
    if (shape?.items) walk(shape.items)
  }
  const walkAll = (shapes: readonly Shape[] | undefined): void => shapes?.forEach(walk)
  walkAll([endpoint.params, endpoint.query, endpoint.body].filter((one) => one !== undefined) as Shape[])
  return found
}

interface Known {
  (name: string): unknown
  /** Given for this endpoint and no other. */
  readonly own: Names
}

const lookup = (endpoint: Endpoint, names: Names): Known => {
  // An area's name may read like an endpoint's id.
  const given = names[endpoint.id]
  const own = (typeof given === 'object' && given !== null ? given : {}) as Names
  const known = (name: string) => own[name] ?? names[`${endpoint.id.split('.')[0]}.${name}`] ?? names[name]
  return Object.assign(known, { own })
}

const sample = (schema: TSchema | Shape, known: Known, name = ''): unknown => {
  const shape = schema as Shape
  const given = name === '' ? undefined : known(name)
  if (given !== undefined) return given
  if (shape.const !== undefined) return shape.const
  if (shape.enum) return shape.enum[0]
  if (shape.anyOf) return sample(shape.anyOf[0] as Shape, known, name)
  if (shape.type === 'object') return object(shape, known)
  if (shape.type === 'array')
    return Array.from({ length: shape.minItems ?? 0 }, () => sample(shape.items as Shape, known))
  if (shape.type === 'integer' || shape.type === 'number') return shape.minimum ?? 1
  if (shape.type === 'boolean') return true
  return text(shape, name)
}

const object = (shape: Shape | undefined, known: Known): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(shape?.properties ?? {}).flatMap(([name, inner]) =>
      shape?.required?.includes(name) ||
      name in known.own ||
      (/Ids?$/.test(name) && known(name) !== undefined)
        ? [[name, sample(inner, known, name)]]
        : [],
    ),
  )

const text = (shape: Shape, name: string): string => {
  if (shape.format === 'date') return '2026-05-06'
  if (shape.format === 'date-time') return '2026-05-06T02:00:00.000Z'
  const isName = shape.format === 'plain-name'
  if ((shape.format !== undefined && !isName) || shape.pattern !== undefined)
    throw new Error(`nothing to put for ${name}, which must be ${shape.format ?? shape.pattern}`)
  return '试'.repeat(Math.max(2, shape.minLength ?? 0))
}
