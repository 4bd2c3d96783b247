import type { Params } from '../../kernel/result.ts'
import type { Problem } from './problem.ts'
import { accountProblems } from './accounts.ts'
import { catalogueProblems } from './catalogue.ts'
import { certificateProblems } from './certificates.ts'
import { declarationProblems } from './declarations.ts'
import { examProblems } from './exams.ts'
import { ledgerProblems } from './ledger.ts'
import { notificationProblems } from './notifications.ts'
import { organisationProblems } from './organisations.ts'
import { programmeProblems } from './programme.ts'
import { publicityProblems } from './publicity.ts'
import { peopleProblems } from './people.ts'
import { platformProblems } from './platform.ts'
import { questionProblems } from './questions.ts'
import { rosterProblems } from './roster.ts'
import { sheetProblems } from './sheet.ts'
import { ruleStudioProblems } from './rule-studio.ts'
import { titleReviewProblems } from './title-reviews.ts'
import { trainingProblems } from './training.ts'

/** Every code the server may send, with status and sentences: the one table. */
export const problemTable = {
  ...platformProblems,
  ...accountProblems,
  ...certificateProblems,
  ...declarationProblems,
  ...examProblems,
  ...ledgerProblems,
  ...notificationProblems,
  ...organisationProblems,
  ...programmeProblems,
  ...catalogueProblems,
  ...publicityProblems,
  ...peopleProblems,
  ...sheetProblems,
  ...rosterProblems,
  ...questionProblems,
  ...ruleStudioProblems,
  ...titleReviewProblems,
  ...trainingProblems,
} as const

export type ProblemCode = keyof typeof problemTable

export const problemOf = (code: string): Problem =>
  (problemTable as Record<string, Problem>)[code] ?? problemTable['server.fault']

/** The sentence of a code in a language with its params filled in. */
export const sentence = (code: string, language: 'zh' | 'en', params: Params = {}): string =>
  problemOf(code)[language].replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
