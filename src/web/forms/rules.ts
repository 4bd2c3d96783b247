import type { Rule } from 'antd/es/form/index.js'
import { useCallback } from 'react'
import type { TObject } from 'typebox'
import { useWords, type Say, type Word } from '../i18n/words.ts'

interface Limits {
  readonly type?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly pattern?: string
}

/** What an endpoint's own shape demands of a field, as rules of the form: one source for both sides of the network. */
export const useRules = (body: TObject | undefined): ((name: string, required?: 'required') => Rule[]) => {
  const say = useWords('ui')
  return useCallback(
    (name, required) => rulesOf((body?.properties[name] ?? {}) as Limits, required !== undefined, say),
    [body, say],
  )
}

const rulesOf = (limits: Limits, required: boolean, say: Say<'ui'>): Rule[] => {
  const rules: Rule[] = []
  // `whitespace`, even as false, makes the form library expect text: a number filled in would count as missing.
  if (required)
    rules.push({
      required: true,
      ...(limits.type === 'string' ? { whitespace: true } : {}),
      message: say('fieldRequired'),
    })
  if (limits.maxLength !== undefined)
    rules.push({ max: limits.maxLength, message: say('fieldAtMost', { limit: limits.maxLength }) })
  if (limits.minLength !== undefined && limits.minLength > 1)
    rules.push({ min: limits.minLength, message: say('fieldAtLeast', { limit: limits.minLength }) })
  if (limits.pattern !== undefined)
    rules.push({
      pattern: new RegExp(limits.pattern, 'u'),
      message: say(patternWords[limits.pattern] ?? 'fieldPattern'),
    })
  const { minimum, maximum } = limits
  if (minimum !== undefined)
    rules.push(numberRule((value) => value >= minimum, say('fieldNotBelow', { limit: minimum })))
  if (maximum !== undefined)
    rules.push(numberRule((value) => value <= maximum, say('fieldNotAbove', { limit: maximum })))
  return rules
}

const numberRule = (fits: (value: number) => boolean, message: string): Rule => ({
  validator: (_, value: unknown) =>
    typeof value !== 'number' || fits(value) ? Promise.resolve() : Promise.reject(new Error(message)),
})

/** Patterns of the contracts, in words. */
const patternWords: Readonly<Record<string, Word<'ui'>>> = {
  '^[A-Z0-9][A-Z0-9-]{1,29}$': 'patternCapitals',
  '^[a-z0-9][a-z0-9-]{0,39}$': 'patternSmall',
  '^[A-Z0-9]{0,12}$': 'patternPrefix',
}
