import type { FastifyError } from 'fastify'
import type { FieldError, Params } from '../../kernel/result.ts'

type Found = NonNullable<FastifyError['validation']>[number]

/** What a validator found, as errors of fields in our own codes: its words are English and nobody's but its own. */
export const fieldFaults = (found: readonly Found[]): FieldError[] => {
  const told = found.filter((one) => !isOfVariant(one, found))
  const faults = told.map(faultOf)
  // Two branches of a choice may find the same fault.
  return [...new Map(faults.map((one) => [`${one.pointer} ${one.code}`, one])).values()]
}

/** That a value is not `null` either, or none of the variants, says nothing beside what is wrong in the variant meant. */
const isOfVariant = (one: Found, all: readonly Found[]): boolean => {
  const others = all.filter((other) => !saysNothing(other))
  return saysNothing(one) && others.some((other) => other.instancePath.startsWith(one.instancePath))
}

const saysNothing = ({ keyword, params }: Found): boolean =>
  keyword === 'anyOf' || keyword === 'oneOf' || (keyword === 'type' && params['type'] === 'null')

const faultOf = ({ keyword, instancePath, params }: Found): FieldError => {
  const at = (property: unknown) =>
    `${instancePath}/${String(property).replaceAll('~', '~0').replaceAll('/', '~1')}`
  if (keyword === 'required') return { pointer: at(params['missingProperty']), code: 'request.required' }
  if (keyword === 'additionalProperties')
    return { pointer: at(params['additionalProperty']), code: 'request.unknown-field' }
  return { pointer: instancePath || '/', ...codeOf(keyword, params) }
}

const limits: Readonly<Record<string, string>> = {
  minLength: 'request.too-short',
  maxLength: 'request.too-long',
  minItems: 'request.too-few',
  maxItems: 'request.too-many',
  minimum: 'request.too-small',
  exclusiveMinimum: 'request.not-above',
  maximum: 'request.too-great',
  exclusiveMaximum: 'request.not-below',
}

const types: Readonly<Record<string, string>> = {
  string: 'request.not-text',
  integer: 'request.not-integer',
  number: 'request.not-number',
  boolean: 'request.not-boolean',
  array: 'request.not-list',
  object: 'request.not-object',
}

const formats: Readonly<Record<string, string>> = {
  uuid: 'request.not-id',
  date: 'request.not-day',
  'date-time': 'request.not-instant',
  'plain-name': 'text.not-plain',
}

const codeOf = (
  keyword: string,
  params: Record<string, unknown>,
): { readonly code: string; readonly params?: Params } => {
  const limit = Number(params['limit'])
  if (keyword === 'minLength' && limit === 1) return { code: 'request.required' }
  const limited = limits[keyword]
  if (limited) return { code: limited, params: { limit } }
  if (keyword === 'type') return { code: types[String(params['type'])] ?? 'request.field' }
  if (keyword === 'format') return { code: formats[String(params['format'])] ?? 'request.field' }
  if (keyword === 'enum')
    return {
      code: 'request.not-offered',
      params: { allowed: (params['allowedValues'] as unknown[]).join(', ') },
    }
  if (keyword === 'const')
    return { code: 'request.not-offered', params: { allowed: String(params['allowedValue']) } }
  if (keyword === 'pattern')
    return { code: 'request.pattern', params: { pattern: String(params['pattern']) } }
  if (keyword === 'uniqueItems') return { code: 'request.repeated-item' }
  return { code: 'request.field' }
}
