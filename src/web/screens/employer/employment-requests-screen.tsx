import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import {
  acceptEmploymentRequest,
  listEmploymentRequests,
  noteDeparture,
  refuseEmploymentRequest,
} from '../../../areas/people/contract/employment-requests.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { useActingRole } from '../../api/session.ts'
import { usePages } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { useWords } from '../../i18n/words.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loading } from '../../ui/loading.tsx'
import { announce } from '../../ui/notices.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { RecordHistory } from '../../ui/record-drawer.tsx'
import { StateTag } from '../../ui/states.tsx'

type Request = ReplyOf<typeof listEmploymentRequests>['items'][number]

const toDecide = (one: Request): boolean =>
  one.state === 'waiting' && one.may['employmentRequest.decide'] === true
const toNote = (one: Request): boolean =>
  one.state === 'accepted' && one.notedAt === null && one.may['employmentRequest.note'] === true

/** Who asks to join the staff, and who has gone to another employer. */
export const EmploymentRequestsScreen = () => {
  const say = useWords('moves')
  const people = useWords('people')
  const ui = useWords('ui')
  const office = useActingRole()?.role === 'office'
  const read = usePages(listEmploymentRequests, { query: {} })
  const groups = {
    waiting: read.items.filter(toDecide),
    left: read.items.filter(toNote),
    past: read.items.filter((one) => !toDecide(one) && !toNote(one)),
  }
  return (
    <>
      <PageHeader
        title={say('title')}
        lead={say(office ? 'leadOffice' : 'lead')}
        back={{ to: '/people', label: office ? people('title') : say('toStaff') }}
      />
      {read.error && <ProblemNotice error={read.error} again={read.again} />}
      {!read.error && !read.loaded && <Loading />}
      {read.loaded && read.items.length === 0 && (
        <EmptyState
          title={say('empty')}
          text={say('emptyText')}
          act={<Link to="/people">{say('toStaff')}</Link>}
        />
      )}
      {(['waiting', 'left', 'past'] as const).map(
        (group) =>
          groups[group].length > 0 && (
            <section key={group} className="block" aria-labelledby={group}>
              <h2 id={group}>{say(group)}</h2>
              <ul className="lines">
                {groups[group].map((one) => (
                  <Line key={one.id} request={one} office={office} />
                ))}
              </ul>
            </section>
          ),
      )}
      {read.more && (
        <Button onClick={read.readMore} loading={read.fetching}>
          {ui('showMore')}
        </Button>
      )}
    </>
  )
}

const Line = ({ request, office }: { request: Request; office: boolean }) => {
  const say = useWords('moves')
  const { personName: name, from, lastDay, employer, leaving, state, reason } = request
  const born = request.birthYear === null ? '' : String(request.birthYear)
  const what = employer
    ? office
      ? say('wantsAt', { from, employer: employer.name })
      : say('wants', { from })
    : say('leftOn', { day: lastDay ?? '' })
  const where = employer && leaving && lastDay && say('leavingLine', { employer: leaving.name, day: lastDay })
  return (
    <li>
      <div>
        {state === 'accepted' && employer ? (
          <Link to="/people/$personId" params={{ personId: request.personId }}>
            {name}
          </Link>
        ) : (
          <strong>{name}</strong>
        )}{' '}
        <span className="hint">{[born, request.identityMasked].filter(Boolean).join(' · ')}</span>
        <div className="hint">
          {[what, request.post, where, state === 'refused' && say('refusedLine', { reason })]
            .filter(Boolean)
            .join(' · ')}
        </div>
      </div>
      <div className="lines-acts">
        {employer && <RecordHistory subjectId={request.id} of={name} />}
        {toDecide(request) ? (
          <Decide request={request} />
        ) : toNote(request) ? (
          <Note request={request} />
        ) : (
          <StateTag state={`employmentRequest.${employer ? state : 'left'}`} />
        )}
      </div>
    </li>
  )
}

const Decide = ({ request }: { request: Request }) => {
  const say = useWords('moves')
  const [refusing, setRefusing] = useState(false)
  const { personName: name, from } = request
  const params = { requestId: request.id }
  const accept = useCommand(acceptEmploymentRequest, {
    done: () => announce(say('accepted', { name, from })),
  })
  const refuse = useCommand(refuseEmploymentRequest, { done: () => announce(say('refused')) })
  return (
    <>
      <ProblemNotice error={accept.error} />
      <Button
        type="primary"
        aria-label={`${say('accept')} ${name}`}
        loading={accept.busy}
        onClick={() => accept.send({ params })}
      >
        {say('accept')}
      </Button>
      <Button aria-label={`${say('refuse')} ${name}`} onClick={() => setRefusing(true)}>
        {say('refuse')}
      </Button>
      <AskReason
        open={refusing}
        title={say('refuseTitle', { name })}
        label={say('refuseReason')}
        actWord={say('refuse')}
        busy={refuse.busy}
        error={refuse.error}
        act={(reason) => refuse.send({ params, body: { reason } })}
        cancel={() => setRefusing(false)}
      >
        {say('refuseText')}
      </AskReason>
    </>
  )
}

const Note = ({ request }: { request: Request }) => {
  const say = useWords('moves')
  const note = useCommand(noteDeparture, { done: () => announce(say('noted')) })
  return (
    <>
      <ProblemNotice error={note.error} />
      <Button
        aria-label={`${say('note')} ${request.personName}`}
        loading={note.busy}
        onClick={() => note.send({ params: { requestId: request.id } })}
      >
        {say('note')}
      </Button>
    </>
  )
}
