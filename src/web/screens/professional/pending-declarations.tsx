import { Link } from '@tanstack/react-router'
import { listDeclarations } from '../../../areas/declarations/contract.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useEitherName, useWords } from '../../i18n/words.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { StateTag } from '../../ui/states.tsx'
import type { PersonRecord } from './my-record.tsx'

interface Props {
  readonly personId: string
  readonly found: Pick<PersonRecord, 'programmeId' | 'year'>
}

/** What was declared for a year and is not decided: the commonest reason why a figure is lower than its person expects. */
export const PendingDeclarations = ({ personId, found: { programmeId, year } }: Props) => {
  const say = useWords('ledger')
  const either = useEitherName()
  const asked = { personId, limit: 50 }
  const reads = [
    useAsk(listDeclarations, { query: { ...asked, state: 'submitted' } }),
    useAsk(listDeclarations, { query: { ...asked, state: 'checked' } }),
  ]
  const failed = reads.find(({ error }) => error)
  if (failed?.error) return <ProblemNotice error={failed.error} again={() => void failed.refetch()} />
  const pending = reads
    .flatMap(({ data }) => data?.items ?? [])
    .filter((one) => one.programmeId === programmeId && one.to?.slice(0, 4) === year)
  if (pending.length === 0) return null
  return (
    <section className="pending">
      <h2>{say('pendingTitle')}</h2>
      <p>{say('pendingText')}</p>
      <ul className="evidence-list">
        {pending.map((one) => (
          <li key={one.id}>
            <Link to="/declarations/$declarationId" params={{ declarationId: one.id }}>
              {one.title}
            </Link>{' '}
            <StateTag state={`declaration.${one.state}` as 'declaration.submitted'} />
            <div className="quiet">
              {either(one.kindName.zh, one.kindName.en)} · {one.to}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
