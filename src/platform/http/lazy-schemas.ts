import { isDay } from '../../kernel/calendar.ts'
import { isPlainName } from '../../kernel/plain-name.ts'
import ajvCompiler from '@fastify/ajv-compiler'
import serializerSelector from '@fastify/fast-json-stringify-compiler'
import type { FastifyInstance, FastifySchemaCompiler, FastifySerializerCompiler } from 'fastify'

const ajvOptions = {
  allErrors: true,
  allowUnionTypes: true,
  removeAdditional: false,
  formats: { 'plain-name': isPlainName },
} as const

/** A day is what the house takes for one everywhere: the compiler's own `date` would let in the year 0. */
const withOurDays = (ajv: { addFormat(name: string, format: (text: string) => boolean): unknown }): void => {
  ajv.addFormat('date', isDay)
}

/** An address is text: its numbers, yes and no, and lists of one are read from it. JSON says itself what each value is. */
const coercions = { address: 'array', json: false } as const

const compilerFor = (coerceTypes: 'array' | false) =>
  ajvCompiler()(
    {},
    { customOptions: { ...ajvOptions, coerceTypes }, onCreate: withOurDays },
  ) as unknown as FastifySchemaCompiler<object>

/** What is written to a reply was judged when it came in. */
const serializerOptions = { ajv: { formats: { 'plain-name': true } } } as const

/** What makes a function of a schema: one that judges a part of a request, one that writes a reply. */
export const schemaCompilers = () => {
  const [ofAddress, ofJson] = [compilerFor(coercions.address), compilerFor(coercions.json)]
  const validatorOf: FastifySchemaCompiler<object> = (part) =>
    (part.httpPart === 'body' ? ofJson : ofAddress)(part)
  return {
    validatorOf,
    serializerOf: serializerSelector()({}, serializerOptions) as unknown as FastifySerializerCompiler<object>,
  }
}

/**
 * Compiles an endpoint's schemas with the first request it gets, not at the start: three hundred endpoints take a second
 * of it, and most of them are not asked in the life of a process.
 */
export const compileSchemasWhenAsked = (app: FastifyInstance): void => {
  const { validatorOf, serializerOf } = schemaCompilers()
  app.setValidatorCompiler<object>((part) => {
    let compiled: ReturnType<typeof validatorOf> | undefined
    const validate: ReturnType<typeof validatorOf> = (data: unknown) => {
      compiled ??= validatorOf(part)
      const answer: unknown = compiled(data)
      // Fastify reads the faults off the function it called.
      validate.errors = compiled.errors ?? null
      return answer as boolean
    }
    return validate
  })
  app.setSerializerCompiler<object>((part) => {
    let compiled: ReturnType<typeof serializerOf> | undefined
    return (data: unknown) => (compiled ??= serializerOf(part))(data)
  })
}
