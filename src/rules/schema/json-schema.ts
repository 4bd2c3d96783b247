/** A JSON Schema (2020-12) as plain data: the readers take their keys from it, and `docs/rules` publishes it. */
export type Schema = Readonly<Record<string, unknown>>

/** An object of which nothing but the keys named may be stated; a key written `"name?"` may be left out. */
export interface Shape extends Schema {
  readonly type: 'object'
  readonly properties: Readonly<Record<string, Schema>>
  readonly required: readonly string[]
  readonly additionalProperties: false
}

export const shape = (members: Readonly<Record<string, Schema>>, description?: string): Shape => {
  const names = Object.keys(members)
  return {
    ...(description !== undefined && { description }),
    type: 'object',
    properties: Object.fromEntries(
      names.map((name) => [name.replace(/\?$/, ''), members[name] ?? {}] as const),
    ),
    required: names.filter((name) => !name.endsWith('?')),
    additionalProperties: false,
  }
}

export const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` })
export const anyOf = (...schemas: readonly Schema[]): Schema => ({ anyOf: schemas })
/** Stating `null` is the same as leaving it out. */
export const orNull = (schema: Schema): Schema => anyOf(schema, { type: 'null' })
export const choice = (...values: readonly string[]): Schema => ({ type: 'string', enum: values })
export const list = (items: Schema): Schema => ({ type: 'array', items })
/** A list that may be left out by stating `null`. */
export const optionalList = (items: Schema): Schema => orNull(list(items))
export const someOf = (items: Schema): Schema => ({ type: 'array', items, minItems: 1 })
export const record = (values: Schema): Schema => ({ type: 'object', additionalProperties: values })
export const integer = (minimum: number, maximum: number): Schema => ({ type: 'integer', minimum, maximum })
export const flag: Schema = { type: 'boolean' }
export const text: Schema = { type: 'string', minLength: 1, maxLength: 2000 }
export const textOrTexts = anyOf(text, list(text))
export const told = (schema: Schema, description: string): Schema => ({ ...schema, description })

export const day: Schema = {
  type: 'string',
  pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$',
  description: 'a date such as 2021-12-31; both ends of every span are inclusive',
}
export const exact: Schema = {
  description: 'an exact number: an integer, or a text "3.5" or "7/2"; never a number with a point',
  anyOf: [
    { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
    { type: 'string', pattern: '^\\d{1,18}(\\.\\d{1,12}|/0*[1-9]\\d{0,17})?$' },
  ],
}
export const bilingual: Shape = shape({ zh: text, en: text })
