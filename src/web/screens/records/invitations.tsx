import { Button, Modal } from 'antd'
import { useState } from 'react'
import { listInvitations, withdrawInvitation } from '../../../areas/accounts/contract/invitations.ts'
import type { Organisation } from '../../../areas/organisations/contract.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { usePages } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { dayOfInstant } from '../../i18n/dates.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loading } from '../../ui/loading.tsx'
import { announce } from '../../ui/notices.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { RecordHistory } from '../../ui/record-drawer.tsx'
import { StateTag } from '../../ui/states.tsx'
import { Invite } from './invite.tsx'

type Invitation = ReplyOf<typeof listInvitations>['items'][number]

/** Invitations to act for one organisation, or for all the reader may invite to: how each stands, and a way to invite. */
export const Invitations = ({ organisation }: { organisation?: Organisation }) => {
  const say = useWords('invitations')
  const ui = useWords('ui')
  const [inviting, setInviting] = useState(false)
  const [leaving, setLeaving] = useState<Invitation | null>(null)
  const read = usePages(listInvitations, {
    query: { limit: 10, ...(organisation ? { organisationId: organisation.id } : {}) },
  })
  const act = <Button onClick={() => setInviting(true)}>{say(organisation ? 'invite' : 'inviteAll')}</Button>
  const empty = read.loaded && read.items.length === 0
  return (
    <section className="block" aria-labelledby="invitations">
      <div className="block-head">
        <h2 id="invitations">{say('title')}</h2>
        {!empty && act}
      </div>
      <p className="block-lead">{say(organisation ? 'lead' : 'leadAll')}</p>
      {read.error && <ProblemNotice error={read.error} again={read.again} />}
      {!read.error && !read.loaded && <Loading lines={2} />}
      {empty && <EmptyState small title={say('empty')} text={say('emptyText')} act={act} />}
      {read.items.length > 0 && (
        <ul className="lines">
          {read.items.map((one) => (
            <Line
              key={one.id}
              invitation={one}
              named={!organisation || organisation.kind === 'office'}
              withdraw={() => setLeaving(one)}
            />
          ))}
        </ul>
      )}
      {read.more && (
        <Button onClick={read.readMore} loading={read.fetching}>
          {ui('showMore')}
        </Button>
      )}
      {inviting && <Invite organisation={organisation} close={() => setInviting(false)} />}
      {leaving && <Withdraw invitation={leaving} close={() => setLeaving(null)} />}
    </section>
  )
}

const Line = ({
  invitation,
  named,
  withdraw,
}: {
  invitation: Invitation
  /** Whether organisation and role have to be said. */
  named: boolean
  withdraw: () => void
}) => {
  const say = useWords('invitations')
  const shell = useWords('shell')
  const language = useLanguage()
  const { state, acceptedAt } = invitation
  const outcome =
    acceptedAt !== null
      ? say('acceptedBy', { name: invitation.acceptedByName ?? '', at: dayOfInstant(acceptedAt) })
      : state === 'withdrawn'
        ? ''
        : say('validUntil', { until: dayOfInstant(invitation.expiresAt) })
  return (
    <li>
      <div>
        <strong>{invitation.name}</strong>
        {named && (
          <span>
            {' '}
            · {eitherName(language, invitation.organisationName, invitation.organisationNameEn)} ·{' '}
            {shell(`role-${invitation.role}`)}
          </span>
        )}
        <div className="hint">
          {[
            say('invitedBy', { name: invitation.invitedByName, at: dayOfInstant(invitation.invitedAt) }),
            outcome,
          ]
            .filter(Boolean)
            .join(' · ')}
        </div>
      </div>
      <div className="lines-acts">
        <StateTag state={`invitation.${state}`} />
        {invitation.may['invitation.manage'] && (
          <RecordHistory subjectId={invitation.id} of={invitation.name} />
        )}
        {state === 'open' && invitation.may['invitation.manage'] && (
          <Button type="link" aria-label={`${say('withdraw')} ${invitation.name}`} onClick={withdraw}>
            {say('withdraw')}
          </Button>
        )}
      </div>
    </li>
  )
}

const Withdraw = ({ invitation, close }: { invitation: Invitation; close: () => void }) => {
  const say = useWords('invitations')
  const ui = useWords('ui')
  const act = useCommand(withdrawInvitation, {
    done: () => {
      announce(say('withdrawn'))
      close()
    },
  })
  return (
    <Modal
      open
      title={say('withdrawTitle', { name: invitation.name })}
      okText={say('withdraw')}
      cancelText={ui('cancel')}
      okButtonProps={{ loading: act.busy }}
      onOk={() => act.send({ params: { invitationId: invitation.id } })}
      onCancel={close}
    >
      <p className="confirm-text">{say('withdrawText')}</p>
      <ProblemNotice error={act.error} />
    </Modal>
  )
}
