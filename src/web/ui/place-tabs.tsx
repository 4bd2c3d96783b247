import { Link, type LinkProps } from '@tanstack/react-router'
import { useActingRole } from '../api/session.ts'
import { useWords, type Word } from '../i18n/words.ts'

interface Tab {
  readonly to: LinkProps['to']
  readonly word: Word<'shell'>
}

const groups = {
  programme: [
    { to: '/programmes', word: 'tabProgrammes' },
    { to: '/rules', word: 'tabRules' },
    { to: '/organisations', word: 'tabOrganisations' },
    { to: '/members', word: 'tabMembers' },
    { to: '/notices', word: 'tabNotices' },
    { to: '/messages', word: 'tabMessages' },
  ],
  people: [
    { to: '/people', word: 'tabPeople' },
    { to: '/declarations', word: 'tabDeclarations' },
    { to: '/title-reviews', word: 'tabTitleReviews' },
  ],
  appraisal: [
    { to: '/approvals', word: 'tabApprovals' },
    { to: '/courses', word: 'tabCourses' },
  ],
} as const satisfies Record<string, readonly Tab[]>

/** Lists that the office keeps under one entry of the navigation. Other roles have each list as a place of its own. */
export const PlaceTabs = ({ group }: { group: keyof typeof groups }) => {
  const say = useWords('shell')
  const role = useActingRole()
  if (role?.role !== 'office') return null
  return (
    <nav className="tabs" aria-label={say(group)}>
      {groups[group].map(({ to, word }) => (
        <Link key={to} to={to} activeProps={{ 'aria-current': 'page' }}>
          {say(word)}
        </Link>
      ))}
    </nav>
  )
}
