import type { LinkProps } from '@tanstack/react-router'
import type { RoleName } from '../../api/session.ts'
import type { Word } from '../../i18n/words.ts'

type Titles = Word<'help'>

/** A question people ask, by the word of its title; its steps are the word with `-how`, one a line. */
export interface Topic {
  readonly word: { [Title in Titles]: `${Title}-how` extends Titles ? Title : never }[Titles]
  /** Where it is done. */
  readonly to?: LinkProps['to']
}

export const topicsOf: Readonly<Record<RoleName, readonly Topic[]>> = {
  office: [
    { word: 'office-setup', to: '/programmes' },
    { word: 'office-appraise', to: '/approvals' },
    { word: 'office-exam', to: '/exams' },
    { word: 'office-results', to: '/exams' },
    { word: 'office-close', to: '/classes' },
    { word: 'office-year', to: '/programmes' },
    { word: 'office-certificate', to: '/certificates' },
    { word: 'office-people', to: '/people' },
    { word: 'office-merge', to: '/people' },
    { word: 'office-declaration', to: '/declarations' },
    { word: 'office-title-review', to: '/title-reviews' },
    { word: 'office-rules', to: '/rules' },
    { word: 'office-accounts', to: '/members' },
  ],
  institution: [
    { word: 'institution-approval', to: '/approvals' },
    { word: 'institution-course', to: '/courses' },
    { word: 'institution-class', to: '/classes' },
    { word: 'institution-roster', to: '/classes' },
    { word: 'institution-attendance', to: '/classes' },
    { word: 'institution-close', to: '/classes' },
    { word: 'institution-rooms', to: '/own-organisation' },
  ],
  employer: [
    { word: 'employer-staff', to: '/people' },
    { word: 'employer-enrol', to: '/find' },
    { word: 'employer-declaration', to: '/declarations' },
    { word: 'employer-title-review', to: '/title-reviews' },
    { word: 'employer-check', to: '/certificates' },
  ],
  district: [{ word: 'district-see', to: '/organisations' }],
  association: [
    { word: 'association-members', to: '/own-organisation' },
    { word: 'association-declaration', to: '/declarations' },
  ],
  expert: [{ word: 'expert-now', to: '/account' }],
  invigilator: [
    { word: 'invigilator-before', to: '/exams' },
    { word: 'invigilator-room', to: '/exams' },
    { word: 'invigilator-hold', to: '/exams' },
    { word: 'invigilator-time', to: '/exams' },
    { word: 'invigilator-seat', to: '/exams' },
    { word: 'invigilator-incident', to: '/exams' },
    { word: 'invigilator-record', to: '/exams' },
  ],
  professional: [
    { word: 'professional-record', to: '/' },
    { word: 'professional-why', to: '/' },
    { word: 'professional-enrol', to: '/find' },
    { word: 'professional-declaration', to: '/declarations' },
    { word: 'professional-exam', to: '/my-exams' },
    { word: 'professional-certificate', to: '/my-certificates' },
    { word: 'professional-employer', to: '/account' },
  ],
}

export const topicsForAll: readonly Topic[] = [
  { word: 'all-security', to: '/account' },
  { word: 'all-roles' },
  { word: 'all-delegation', to: '/account' },
  { word: 'all-programs', to: '/account' },
  { word: 'all-keys' },
  { word: 'all-history' },
]

/** Puts the labels of the screens where the text names them: `[area:word]`. */
export const withLabels = (text: string, label: (area: string, word: string) => string): string =>
  text.replace(/\[([A-Za-z]+):([\w.-]+)\]/g, (_token, area: string, word: string) => label(area, word))
