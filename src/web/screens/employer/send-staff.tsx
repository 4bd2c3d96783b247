import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { listPeople } from '../../../areas/people/contract.ts'
import { enrolPeople, listEnrolments } from '../../../areas/training/contract.ts'
import { readWhole, usePages } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { SearchInput } from '../../forms/search-input.tsx'
import { useWords } from '../../i18n/words.ts'
import { AskFee } from '../../ui/ask-fee.tsx'
import { Loading } from '../../ui/loading.tsx'
import { StateTag } from '../../ui/states.tsx'
import { announce } from '../../ui/notices.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'

interface Taken {
  readonly name: string
  readonly day: string
  readonly start: string
  readonly end: string
}

/** Who of those just sent is expected in another class at the same time. */
const TakenHours = ({ taken }: { taken: readonly Taken[] }) => {
  const say = useWords('training')
  return (
    <div className="note note-amber" role="status">
      <div>
        <p>{say('staffOverlap', { count: taken.length })}</p>
        <ul>
          {taken.map(({ name, day, start, end }) => (
            <li key={`${name} ${day} ${start}`}>{say('staffOverlapLine', { name, day, start, end })}</li>
          ))}
        </ul>
      </div>
    </div>
  )
}

/** More people than one employer has. */
const everybody = 200_000

/** An employer chooses of its staff on record, or sends a roster. */
export const SendStaff = ({
  classId,
  employerId,
  open,
  sentSome,
  feeFen,
}: {
  classId: string
  employerId: string
  open: boolean
  /** Some of its people are in the class: there is a list to be read. */
  sentSome: boolean
  readonly feeFen: number
}) => {
  const say = useWords('training')
  const ui = useWords('ui')
  const [q, setQ] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [taken, setTaken] = useState<readonly Taken[]>([])
  const people = usePages(listPeople, { query: { employerId, ...(q.trim() === '' ? {} : { q: q.trim() }) } })
  const sent = useQuery({
    queryKey: [listEnrolments.id, 'sent', classId, employerId],
    queryFn: () =>
      readWhole(listEnrolments, { params: { classId }, query: { employerId, limit: 200 } }, everybody),
    enabled: open && sentSome,
  })
  const stateOf = new Map(
    sent.data?.filter((one) => one.state !== 'withdrawn').map((one) => [one.personId, one.state]),
  )
  const enrol = useCommand(enrolPeople, {
    done: ({ confirmed, waiting, already, overlaps }) => {
      setTaken(
        overlaps.map(({ personId, ...when }) => ({
          name: people.items.find((one) => one.id === personId)?.name ?? '',
          ...when,
        })),
      )
      setChosen(new Set())
      announce(say('staffSent', { confirmed, waiting, already }))
    },
  })
  const [asking, setAsking] = useState(false)
  const send = () => {
    setAsking(false)
    enrol.send({ params: { classId }, body: { personIds: [...chosen], employerId } })
  }
  const sendWord = chosen.size === 0 ? say('sendNobody') : say('sendChosen', { count: chosen.size })
  if (!open) return <p className="hint">{say('notEnrolling')}</p>
  const toggle = (id: string, on: boolean) =>
    setChosen((before) => new Set(on ? [...before, id] : [...before].filter((one) => one !== id)))
  return (
    <section aria-labelledby="send-staff">
      <h2 id="send-staff">{say('sendStaff')}</h2>
      <SearchInput
        placeholder={say('searchPeople')}
        aria-label={say('searchPeople')}
        value={q}
        maxLength={60}
        onChange={(event) => setQ(event.target.value)}
      />
      {people.error || sent.error ? (
        <ProblemNotice
          error={people.error ?? sent.error}
          again={() => {
            people.again()
            void sent.refetch()
          }}
        />
      ) : !people.loaded || (sentSome && sent.data === undefined) ? (
        <Loading lines={4} />
      ) : people.items.length === 0 ? (
        <p className="hint">{say('noStaff')}</p>
      ) : (
        <ul className="staff">
          {people.items.map((person) => {
            const state = stateOf.get(person.id)
            return (
              <li key={person.id}>
                <Checkbox
                  checked={state !== undefined || chosen.has(person.id)}
                  disabled={state !== undefined}
                  onChange={(event) => toggle(person.id, event.target.checked)}
                >
                  {person.name}
                </Checkbox>
                {state && <StateTag state={`enrolment.${state}`} />}
              </li>
            )
          })}
        </ul>
      )}
      {people.more && <Button onClick={people.readMore}>{ui('showMore')}</Button>}
      <div className="join">
        <Button
          type="primary"
          disabled={chosen.size === 0}
          loading={enrol.busy}
          onClick={() => (feeFen > 0 ? setAsking(true) : send())}
        >
          {sendWord}
        </Button>
        <AskFee
          open={asking}
          feeFen={feeFen}
          people={chosen.size}
          actWord={sendWord}
          confirm={send}
          cancel={() => setAsking(false)}
        />
        <ProblemNotice error={enrol.error} />
        {taken.length > 0 && <TakenHours taken={taken} />}
        <Link to="/classes/$classId/roster" params={{ classId }}>
          {say('sendRoster')}
        </Link>
      </div>
    </section>
  )
}
