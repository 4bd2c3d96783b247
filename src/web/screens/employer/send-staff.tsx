import { Link } from '@tanstack/react-router'
import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { listPeople } from '../../../areas/people/contract.ts'
import { enrolPeople } from '../../../areas/training/contract.ts'
import { usePages } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { useWords } from '../../i18n/words.ts'
import { Loading } from '../../ui/loading.tsx'
import { announce } from '../../ui/notices.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'

/** An employer chooses of its staff on record, or sends a roster. */
export const SendStaff = ({
  classId,
  employerId,
  open,
}: {
  classId: string
  employerId: string
  open: boolean
}) => {
  const say = useWords('training')
  const ui = useWords('ui')
  const [q, setQ] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const people = usePages(listPeople, { query: { employerId, ...(q.trim() === '' ? {} : { q: q.trim() }) } })
  const enrol = useCommand(enrolPeople, {
    done: ({ confirmed, waiting, already }) => {
      setChosen(new Set())
      announce(say('staffSent', { confirmed, waiting, already }))
    },
  })
  if (!open) return <p className="hint">{say('notEnrolling')}</p>
  const toggle = (id: string, on: boolean) =>
    setChosen((before) => new Set(on ? [...before, id] : [...before].filter((one) => one !== id)))
  return (
    <section aria-labelledby="send-staff">
      <h2 id="send-staff">{say('sendStaff')}</h2>
      <Input
        type="search"
        allowClear
        placeholder={say('searchPeople')}
        aria-label={say('searchPeople')}
        value={q}
        maxLength={60}
        onChange={(event) => setQ(event.target.value)}
      />
      {people.error ? (
        <ProblemNotice error={people.error} again={people.again} />
      ) : !people.loaded ? (
        <Loading lines={4} />
      ) : people.items.length === 0 ? (
        <p className="hint">{say('noStaff')}</p>
      ) : (
        <ul className="staff">
          {people.items.map((person) => (
            <li key={person.id}>
              <Checkbox
                checked={chosen.has(person.id)}
                onChange={(event) => toggle(person.id, event.target.checked)}
              >
                {person.name}
              </Checkbox>
            </li>
          ))}
        </ul>
      )}
      {people.more && <Button onClick={people.readMore}>{ui('showMore')}</Button>}
      <div className="join">
        <Button
          type="primary"
          disabled={chosen.size === 0}
          loading={enrol.busy}
          onClick={() => enrol.send({ params: { classId }, body: { personIds: [...chosen], employerId } })}
        >
          {say('sendChosen', { count: chosen.size })}
        </Button>
        <ProblemNotice error={enrol.error} />
        <Link to="/classes/$classId/roster" params={{ classId }}>
          {say('sendRoster')}
        </Link>
      </div>
    </section>
  )
}
