import { isDay } from '../../../kernel/calendar.ts'
import { ok, refuse, type FieldError, type Result } from '../../../kernel/result.ts'
import { undrawableFaults } from '../../../kernel/undrawable.ts'
import type { ClassRule } from './class-rule.ts'
import type { NumberingScheme } from './numbering.ts'

/** Everything an office states about a programme. */
export interface ProgrammeFacts {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly field: string
  readonly fieldEn: string
  readonly zone: string
  readonly from: string
  readonly to: string | null
  readonly legalBasis: string
  readonly rulePack: string
  readonly numbering: NumberingScheme
  readonly classRule: ClassRule
  readonly passMark: { readonly numerator: number; readonly denominator: number }
}

/** Facts that fit together, tidied; or every field that does not. */
export const checkProgramme = (typed: ProgrammeFacts): Result<ProgrammeFacts, 'request.invalid'> => {
  const errors: FieldError[] = []
  const name = typed.name.trim()
  const field = typed.field.trim()
  if (name === '') errors.push({ pointer: '/name', code: 'request.required' })
  if (field === '') errors.push({ pointer: '/field', code: 'request.required' })
  errors.push(...undrawableFaults({ name, nameEn: typed.nameEn.trim() }))
  if (!isZone(typed.zone))
    errors.push({ pointer: '/zone', code: 'programme.zone-unknown', params: { zone: typed.zone } })
  const to = typed.to === null || typed.to === '' ? null : typed.to
  if (!isDay(typed.from)) errors.push({ pointer: '/from', code: 'programme.dates' })
  if (to !== null && (!isDay(to) || to < typed.from)) errors.push({ pointer: '/to', code: 'programme.dates' })
  if (typed.numbering.check === 'mod-11-10' && !/^\d*$/.test(typed.numbering.prefix)) {
    errors.push({ pointer: '/numbering/prefix', code: 'programme.numbering-prefix' })
  }
  const { numerator, denominator } = typed.passMark
  if (numerator < 1 || numerator > denominator)
    errors.push({ pointer: '/passMark', code: 'programme.pass-mark' })
  errors.push(...classRuleFaults(typed.classRule))
  if (errors.length > 0) return refuse('request.invalid', {}, errors)
  return ok({
    ...typed,
    name,
    nameEn: typed.nameEn.trim(),
    field,
    fieldEn: typed.fieldEn.trim(),
    legalBasis: typed.legalBasis.trim(),
    to,
  })
}

const classRuleFaults = (rule: ClassRule): FieldError[] => [
  ...rule.precedence
    .filter((personClass) => !rule.criteria.some((one) => one.class === personClass))
    .map((personClass) => ({
      pointer: '/classRule/precedence',
      code: 'programme.class-without-criterion',
      params: { class: personClass },
    })),
  ...rule.criteria.flatMap((one, index) =>
    rule.precedence.includes(one.class)
      ? []
      : [
          {
            pointer: `/classRule/criteria/${index}/class`,
            code: 'programme.criterion-without-class',
            params: { class: one.class },
          },
        ],
  ),
]

const isZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
