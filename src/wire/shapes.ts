import { Type } from 'typebox'

/** Shapes used by more than one contract. */
export const IdShape = Type.String({ format: 'uuid' })
export const DayShape = Type.String({ format: 'date', description: 'YYYY-MM-DD' })
export const InstantShape = Type.String({ format: 'date-time', description: 'UTC instant' })
export const TimeShape = Type.String({
  pattern: '^([01]\\d|2[0-3]):[0-5]\\d$',
  description: 'HH:MM, local to the programme',
})
/** A password being chosen, wherever that is: one rule for registering, changing and resetting. */
export const NewPasswordShape = Type.String({ minLength: 10, maxLength: 200 })
/** Of a thing, up to so many characters: `kernel/plain-name` says what none is written with. */
export const NameOf = (maxLength: number, more: { minLength?: number; description?: string } = {}) =>
  Type.String({ maxLength, format: 'plain-name', ...more })
export const NameShape = NameOf(200, { minLength: 1 })
/** Of a person: tidied first, then judged by `kernel/person-name`. */
export const PersonNameShape = Type.String({ minLength: 1, maxLength: 200 })
/** A closed set of words; `Unsafe` because the JSON Schema `enum` reads better outside than a union of constants. */
export const OneOf = <const T extends readonly string[]>(values: T) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values] })
/** A text in both languages; English falls back to Chinese on screens when empty. */
export const BilingualShape = Type.Object({
  zh: Type.String({ minLength: 1, maxLength: 400 }),
  en: Type.String({ maxLength: 400 }),
})
/** What the reader may do with this record, from the same policy that guards the commands. */
export const MayShape = Type.Record(Type.String(), Type.Boolean())
export const Empty = Type.Object({})
