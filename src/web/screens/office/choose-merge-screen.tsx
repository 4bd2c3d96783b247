import { Link, useParams } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useEffect, useId, useState } from 'react'
import { listPeople, readPerson, type Person } from '../../../areas/people/contract.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Reading, ReadingScreen } from '../../ui/reading.tsx'
import { FindByNumber } from '../records/find-by-number.tsx'
import './merge.css'

const pause = 250

/** Finds the other record of one person. */
export const ChooseMergeScreen = () => {
  const { personId } = useParams({ from: '/signed-in/people/$personId/merge' })
  const say = useWords('merges')
  const read = useAsk(readPerson, { params: { personId } })
  return (
    <ReadingScreen of={read}>
      {(person) => (
        <>
          <PageHeader
            title={say('chooseTitle', { name: person.name })}
            lead={say('chooseLead')}
            back={{ to: `/people/${person.id}`, label: person.name }}
          />
          <Others person={person} />
        </>
      )}
    </ReadingScreen>
  )
}

const Others = ({ person }: { person: Person }) => {
  const say = useWords('merges')
  const people = useWords('people')
  const id = useId()
  // Whoever was put on record twice mostly stands there under the same name.
  const [typed, setTyped] = useState(person.name)
  const [asked, setAsked] = useState(person.name)
  const [finding, setFinding] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), pause)
    return () => clearTimeout(timer)
  }, [typed])
  const found = useAsk(listPeople, { query: { q: asked, limit: 50 } }, { when: asked !== '', keep: true })
  return (
    <>
      <div className="field merge-search">
        <label htmlFor={id}>{say('chooseWho')}</label>
        <p className="field-help" id={`${id}-help`}>
          {say('chooseHelp')}
        </p>
        <div className="merge-find">
          <Input
            id={id}
            aria-describedby={`${id}-help`}
            value={typed}
            maxLength={60}
            autoComplete="off"
            onChange={(event) => setTyped(event.target.value)}
          />
          <Button onClick={() => setFinding(true)}>{people('find')}</Button>
        </div>
      </div>
      {asked !== '' && (
        <Reading of={found} lines={3}>
          {({ items }) => {
            const others = items.filter((one) => one.id !== person.id)
            if (others.length === 0)
              return <EmptyState small title={say('chooseNone')} text={say('chooseNoneText')} />
            return (
              <ul className="lines">
                {others.map((one) => (
                  <li key={one.id}>
                    <div>
                      <strong>{one.name}</strong> <code>{one.identityMasked}</code>
                      <div className="hint">
                        {[one.birthYear, ...one.employers.map(({ name }) => name)]
                          .filter(Boolean)
                          .join(' · ')}
                      </div>
                    </div>
                    <div className="lines-acts">
                      <Link
                        to="/people/$personId/merge/$absorbedId"
                        params={{ personId: person.id, absorbedId: one.id }}
                        aria-label={say('compareNamed', { name: `${one.name} ${one.identityMasked}` })}
                      >
                        {say('compare')}
                      </Link>
                    </div>
                  </li>
                ))}
              </ul>
            )
          }}
        </Reading>
      )}
      {finding && (
        <FindByNumber
          close={() => setFinding(false)}
          link={(other) => (
            <Link
              to="/people/$personId/merge/$absorbedId"
              params={{ personId: person.id, absorbedId: other.id }}
            >
              {say('compare')}
            </Link>
          )}
        />
      )}
    </>
  )
}
