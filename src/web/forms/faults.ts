import type { FieldError } from '../../kernel/result.ts'
import { fieldSentence, ProblemError } from '../api/problem-error.ts'
import type { Language } from '../i18n/language.ts'

export type FieldPath = (string | number)[]

/** What is wrong with a form: fields by their path, and the refusal as a whole where it says more than that. */
export interface Faults {
  readonly fields: readonly { readonly path: FieldPath; readonly text: string }[]
  readonly error: unknown
}

export const noFaults: Faults = { fields: [], error: null }

/** `/keyAreas/0/name` → `['keyAreas', 0, 'name']`, the form's own way to name a field. */
export const pathOfPointer = (pointer: string): FieldPath =>
  pointer
    .split('/')
    .filter((part) => part !== '')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part))

/** The faults a refusal names. A problem that says no more than that fields are wrong is said by the fields alone. */
export const faultsOf = (error: unknown, language: Language): Faults => {
  if (!(error instanceof ProblemError) || error.errors.length === 0) return { fields: [], error }
  const fields = error.errors.map((field: FieldError) => ({
    path: pathOfPointer(field.pointer),
    text: fieldSentence(field, language),
  }))
  return { fields, error: error.code === 'request.invalid' ? null : error }
}

/** What is left of the faults once these values changed: a field that is being mended is no longer called wrong. */
export const faultsLeft = (faults: Faults, changed: unknown): Faults =>
  faultsShown(faults, ({ path }) => !holds(changed, path))

/** The faults that are still to be shown; without any the refusal as a whole goes too. */
export const faultsShown = (
  faults: Faults,
  isShown: (field: Faults['fields'][number]) => boolean,
): Faults => {
  const fields = faults.fields.filter(isShown)
  if (fields.length === faults.fields.length) return faults
  return fields.length === 0 ? noFaults : { ...faults, fields }
}

/** Whether the changed values hold the field itself, or the group it stands for. */
export const holds = (changed: unknown, path: FieldPath): boolean =>
  path.length > 0 &&
  path.every((part) => {
    if (typeof changed !== 'object' || changed === null || !(part in changed)) return false
    changed = (changed as Readonly<Record<string | number, unknown>>)[part]
    return true
  })
