import type { Day } from '../../../kernel/calendar.ts'
import { type IdentityKind, type IdentityNumber, readIdentity } from '../../../kernel/identity-number.ts'
import { longestPersonName, normalisePersonName, personNameFault } from '../../../kernel/person-name.ts'
import { type FieldError, ok, type Result, refuse } from '../../../kernel/result.ts'
import { undrawable } from '../../../kernel/undrawable.ts'
import { emailOf, phoneOf } from './contacts.ts'

export interface TypedPerson {
  readonly name: string
  readonly identity: { readonly kind?: IdentityKind | undefined; readonly number: string }
  readonly phone?: string | undefined
  readonly email?: string | undefined
}

export interface PersonInput {
  readonly name: string
  readonly identity: IdentityNumber
  readonly phone: string
  readonly email: string
}

/** What was typed about a person, tidied; or every field that does not fit. */
export const personInput = (typed: TypedPerson, today: Day): Result<PersonInput, 'request.invalid'> => {
  const name = normalisePersonName(typed.name)
  const identity = readIdentity(typed.identity.number, today, typed.identity.kind)
  const [phone, email] = [phoneOf(typed.phone ?? ''), emailOf(typed.email ?? '')]
  const errors: FieldError[] = [
    ...nameErrors(name),
    ...(identity.ok ? [] : [{ pointer: '/identity/number', code: identity.code, params: identity.params }]),
    ...(phone === null ? [{ pointer: '/phone', code: 'person.phone-malformed' }] : []),
    ...(email === null ? [{ pointer: '/email', code: 'person.email-malformed' }] : []),
  ]
  if (errors.length > 0 || !identity.ok || phone === null || email === null)
    return refuse('request.invalid', {}, errors)
  return ok({ name, identity: identity.value, phone, email })
}

/** Faults of a normalised name as field errors. */
export const nameErrors = (name: string): FieldError[] => {
  const fault = personNameFault(name)
  if (fault === null) return []
  const params = { limit: longestPersonName, characters: undrawable(name).join(' ') }
  return [{ pointer: '/name', code: `person.name-${fault}`, params }]
}
