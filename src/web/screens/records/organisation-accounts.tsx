import { Link } from '@tanstack/react-router'
import { listMembers } from '../../../areas/accounts/contract.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useWords } from '../../i18n/words.ts'
import { Reading } from '../../ui/reading.tsx'

/** Accounts that act for an organisation, with a way to open one more. */
export const OrganisationAccounts = ({ organisationId }: { organisationId: string }) => {
  const say = useWords('organisations')
  const accounts = useWords('accounts')
  const shell = useWords('shell')
  const ui = useWords('ui')
  const members = useAsk(listMembers, { query: { organisationId } })
  return (
    <section className="block" aria-labelledby="accounts">
      <div className="block-head">
        <h2 id="accounts">{say('accounts')}</h2>
        <Link to="/members" search={{ open: organisationId }}>
          {accounts('memberNew')}
        </Link>
      </div>
      <p className="block-lead">{say('accountsLead')}</p>
      <Reading of={members} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="hint">{say('accountsEmpty')}</p>
          ) : (
            <ul className="lines">
              {items.map((one) => (
                <li key={one.assignmentId}>
                  <div>
                    <strong>{one.name}</strong> <code className="hint">{one.signIn}</code>
                  </div>
                  <div className="hint">
                    {shell(`role-${one.role}`)} ·{' '}
                    {one.to
                      ? ui('period', { from: one.from, to: one.to })
                      : ui('periodOpen', { from: one.from })}
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Reading>
    </section>
  )
}
