import type { FieldError } from '../../../kernel/result.ts'
import { isUrl, type JsonObject, listOf } from '../domain/data-model.ts'
import { contextAt } from './contexts.ts'

/** Reading a document as JSON-LD failed: a term nobody defined, a context that is wrong, or one this house does not have. */
export class JsonLdFault extends Error {
  readonly fault: FieldError
  constructor(fault: FieldError) {
    super(fault.code)
    this.fault = fault
  }
}

/**
 * Canonical N-Quads (RDFC-1.0). What JSON-LD would drop in silence is a fault, since a dropped claim is a claim nobody
 * signed; the base is null, so that a relative name means nothing.
 */
export const canonicalQuads = (document: object): Promise<string> =>
  reading((jsonld, options) =>
    jsonld.canonize(document, {
      ...options,
      algorithm: 'RDFC-1.0',
      format: 'application/n-quads',
      // Blank nodes can be laid out to cost exponential time; real credentials need hardly any work.
      maxWorkFactor: 2,
    }),
  )

/** What JSON-LD finds wrong with a document. Every type must come out as a URL. */
export const jsonLdFaults = async (document: JsonObject): Promise<readonly FieldError[]> => {
  try {
    const { proof: _proof, ...unsecured } = document
    const expanded = await reading((jsonld, options) => jsonld.expand(unsecured, options))
    const unmapped = typesIn(expanded).find((type) => !isUrl(type))
    return unmapped === undefined
      ? []
      : [{ pointer: '/type', code: 'credential.type-unmapped', params: { type: unmapped } }]
  } catch (error) {
    if (error instanceof JsonLdFault) return [error.fault]
    throw error
  }
}

type JsonLd = typeof import('jsonld')['default']
type Options = Parameters<JsonLd['expand']>[1]

/** Loaded when first needed: nine of ten processes never read JSON-LD. */
let library: Promise<JsonLd> | undefined

const reading = async <T>(read: (jsonld: JsonLd, options: Options) => Promise<T>): Promise<T> => {
  library ??= import('jsonld').then((module) => module.default)
  const missing: string[] = []
  const options: Options = {
    base: null,
    safe: true,
    rdfDirection: 'i18n-datatype',
    async documentLoader(url) {
      const document = contextAt(url)
      if (!document) {
        missing.push(url)
        throw new Error(`no context on disk for ${url}`)
      }
      return { contextUrl: null, documentUrl: url, document }
    },
  }
  const jsonld = await library
  try {
    return await read(jsonld, options)
  } catch (error) {
    throw new JsonLdFault(faultOf(error, missing))
  }
}

/** The library says what it could not keep in an event: the name of the property or type is what helps. */
const faultOf = (error: unknown, missing: readonly string[]): FieldError => {
  if (missing[0] !== undefined)
    return { pointer: '/@context', code: 'credential.context-unknown', params: { url: missing[0] } }
  const { details, message } = error as {
    details?: { event?: { code?: string; details?: Record<string, unknown> }; code?: string }
    message?: string
  }
  const { event } = details ?? {}
  if (event) {
    const named = event.details ?? {}
    const what = named['property'] ?? named['type'] ?? named['id'] ?? named['reference'] ?? event.code ?? ''
    return { pointer: '/', code: 'credential.term-undefined', params: { term: String(what) } }
  }
  return {
    pointer: '/@context',
    code: 'credential.json-ld',
    params: { reason: details?.code ?? message ?? '' },
  }
}

const typesIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(typesIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) =>
    // Under `@value` an `@type` is a datatype, and language strings have none.
    key === '@type' ? listOf(part).map(String) : typesIn(part),
  )
}
