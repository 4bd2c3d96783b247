import {
  AuditOutlined,
  BankOutlined,
  BookOutlined,
  CheckSquareOutlined,
  ContactsOutlined,
  FileAddOutlined,
  FormOutlined,
  HomeOutlined,
  IdcardOutlined,
  ReadOutlined,
  SafetyCertificateOutlined,
  SearchOutlined,
  SettingOutlined,
  TeamOutlined,
  UserOutlined,
} from '@ant-design/icons'
import type { LinkProps } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import type { RoleName } from '../../api/session.ts'
import type { Word } from '../../i18n/words.ts'

/** A place of the navigation; `letter` after g leads there by keyboard. */
export interface Place {
  readonly to: LinkProps['to']
  readonly word: Word<'shell'>
  readonly icon: ComponentType<{ 'aria-hidden'?: boolean }>
  readonly letter: string
  /** Further lists kept under this place; `*` is any one part of an address. */
  readonly also?: readonly string[]
}

/** How many parts of the address a place answers for; `*` stands for any one part, 0 for none of them. */
const reach = (place: Place, path: string): number => {
  if (place.to === '/' && path === '/') return 1
  const parts = path.split('/')
  const fits = [place.to === '/' ? [] : [String(place.to)], place.also ?? []]
    .flat()
    .map((address) => address.split('/'))
    .filter((address) => address.every((part, at) => part === '*' || part === parts[at]))
  return Math.max(0, ...fits.map((address) => address.length))
}

/** The place one is in: at its address, below it, or in a list kept under it; the nearest where several are. */
export const placeHere = (places: readonly Place[], path: string): Place | undefined => {
  const reached = places.map((place) => ({ place, parts: reach(place, path) }))
  const nearest = Math.max(0, ...reached.map(({ parts }) => parts))
  return nearest === 0 ? undefined : reached.find(({ parts }) => parts === nearest)?.place
}

const toDo: Place = { to: '/', word: 'toDo', icon: CheckSquareOutlined, letter: 't' }
const classes: Place = {
  to: '/classes',
  word: 'classes',
  icon: ReadOutlined,
  letter: 'k',
  also: ['/class-sessions', '/enrolments'],
}
const courses: Place = { to: '/courses', word: 'courses', icon: BookOutlined, letter: 'c' }
const institutions: Place = { to: '/organisations', word: 'institutions', icon: BankOutlined, letter: 'i' }
const profile: Place = { to: '/account', word: 'profile', icon: UserOutlined, letter: 'p' }
const certificates: Place = {
  to: '/certificates',
  word: 'certificates',
  icon: SafetyCertificateOutlined,
  letter: 'z',
  also: ['/certificate-batches', '/credential-check'],
}
const exams: Place = {
  to: '/exams',
  word: 'exams',
  icon: FormOutlined,
  letter: 'e',
  also: ['/classes/*/exam'],
}
const people: Place = {
  to: '/people',
  word: 'people',
  icon: ContactsOutlined,
  letter: 'n',
  also: ['/class-proposals', '/employment-requests', '/declarations', '/title-reviews'],
}
const staff: Place = { ...people, word: 'staff', also: ['/employment-requests', '/title-reviews'] }
const declarations: Place = { to: '/declarations', word: 'declarations', icon: FileAddOutlined, letter: 'd' }
const find: Place = { to: '/find', word: 'findTraining', icon: SearchOutlined, letter: 'f' }

/** Where each role works; at most seven places each. */
export const placesOf: Readonly<Record<RoleName, readonly Place[]>> = {
  office: [
    toDo,
    {
      to: '/programmes',
      word: 'programme',
      icon: SettingOutlined,
      letter: 'p',
      also: [
        '/organisations',
        '/members',
        '/notices',
        '/messages',
        '/closings',
        '/register-runs',
        '/rules',
        '/rule-drafts',
        '/rule-dry-runs',
      ],
    },
    { to: '/approvals', word: 'appraisal', icon: AuditOutlined, letter: 'a', also: ['/courses'] },
    classes,
    exams,
    people,
    certificates,
  ],
  institution: [
    toDo,
    courses,
    classes,
    exams,
    people,
    { to: '/approvals', word: 'approval', icon: AuditOutlined, letter: 'a' },
    { to: '/own-organisation', word: 'ownInstitution', icon: BankOutlined, letter: 'i' },
  ],
  employer: [
    toDo,
    staff,
    declarations,
    { ...find, word: 'enrol' },
    classes,
    certificates,
    { to: '/own-organisation', word: 'ownEmployer', icon: BankOutlined, letter: 'i' },
  ],
  district: [
    toDo,
    institutions,
    declarations,
    classes,
    people,
    { to: '/own-organisation', word: 'ownDistrict', icon: HomeOutlined, letter: 'm' },
  ],
  association: [
    toDo,
    institutions,
    declarations,
    { to: '/own-organisation', word: 'ownAssociation', icon: TeamOutlined, letter: 'm' },
  ],
  expert: [toDo, profile],
  invigilator: [toDo, exams, { to: '/own-organisation', word: 'ownSite', icon: HomeOutlined, letter: 'i' }],
  professional: [
    { to: '/', word: 'myRecord', icon: IdcardOutlined, letter: 'r', also: ['/ledger', '/people/*/standing'] },
    find,
    { ...declarations, word: 'myDeclarations' },
    { to: '/my-classes', word: 'myClasses', icon: ReadOutlined, letter: 'k', also: ['/enrolments'] },
    { ...exams, to: '/my-exams', also: [] },
    { ...certificates, to: '/my-certificates', also: ['/certificates', '/share-links'] },
    { ...profile, also: ['/people'] },
  ],
}
