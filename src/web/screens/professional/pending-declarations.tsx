import '../records/declaration.css'
import { Link } from '@tanstack/react-router'
import { type DeclarationRow, listDeclarations } from '../../../areas/declarations/contract.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useEitherName, useWords } from '../../i18n/words.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { StateTag } from '../../ui/states.tsx'
import type { PersonRecord } from './my-record.tsx'

interface Props {
  readonly personId: string
  readonly found: Pick<PersonRecord, 'programmeId' | 'year'>
}

/**
 * What was declared for a year and does not count: what is not decided yet, the commonest reason why a figure is lower
 * than its person expects, and what was refused, with why.
 */
export const PendingDeclarations = ({ personId, found: { programmeId, year } }: Props) => {
  const say = useWords('ledger')
  const asked = { personId, limit: 50 }
  const reads = [
    useAsk(listDeclarations, { query: { ...asked, state: 'submitted' } }),
    useAsk(listDeclarations, { query: { ...asked, state: 'checked' } }),
    useAsk(listDeclarations, { query: { ...asked, state: 'refused' } }),
  ]
  const failed = reads.find(({ error }) => error)
  if (failed?.error) return <ProblemNotice error={failed.error} again={() => void failed.refetch()} />
  const ofYear = reads
    .flatMap(({ data }) => data?.items ?? [])
    .filter((one) => one.programmeId === programmeId && one.to?.slice(0, 4) === year)
  return (
    <>
      <Declared
        title={say('pendingTitle')}
        text={say('pendingText')}
        rows={ofYear.filter(({ state }) => state !== 'refused')}
      />
      <Declared
        title={say('refusedTitle')}
        text={say('refusedText')}
        rows={ofYear.filter(({ state }) => state === 'refused')}
      />
    </>
  )
}

const Declared = ({
  title,
  text,
  rows,
}: {
  title: string
  text: string
  rows: readonly DeclarationRow[]
}) => {
  const either = useEitherName()
  if (rows.length === 0) return null
  return (
    <section className="pending">
      <h2>{title}</h2>
      <p>{text}</p>
      <ul className="evidence-list">
        {rows.map((one) => (
          <li key={one.id}>
            <Link to="/declarations/$declarationId" params={{ declarationId: one.id }}>
              {one.title}
            </Link>{' '}
            <StateTag state={`declaration.${one.state}` as 'declaration.submitted'} />
            <div className="quiet">
              {either(one.kindName.zh, one.kindName.en)} · {one.to}
            </div>
            {one.reason && <div className="declaration-words">{one.reason}</div>}
          </li>
        ))}
      </ul>
    </section>
  )
}
