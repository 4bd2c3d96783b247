import { useNavigate } from '@tanstack/react-router'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { listSessions, revokeSession, signOutEverywhere } from '../../../areas/accounts/contract.ts'
import { useSignOut } from '../../api/session.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { shortInstant } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Reading } from '../../ui/reading.tsx'

/** Where the account is signed in; one device can be signed out alone, or all at once. */
export const Devices = () => {
  const say = useWords('accounts')
  const sessions = useAsk(listSessions, {})
  const revoke = useCommand(revokeSession, { done: () => announce(say('deviceSignedOut')) })
  const [leaving, setLeaving] = useState(false)
  return (
    <section className="block" aria-labelledby="devices">
      <div className="block-head">
        <h2 id="devices">{say('sessionsTitle')}</h2>
        <Button danger onClick={() => setLeaving(true)}>
          {say('signOutEverywhere')}
        </Button>
      </div>
      <p className="block-lead">{say('sessionsLead')}</p>
      <ProblemNotice error={revoke.error} />
      <Reading of={sessions} lines={3}>
        {({ items }) => (
          <ul className="lines">
            {items.map((device) => (
              <li key={device.id}>
                <div>
                  <strong>{device.device}</strong>
                  {device.current && <span className="hint"> · {say('thisDevice')}</span>}
                  <div className="hint">
                    {say('openedAt')} <time>{shortInstant(device.openedAt)}</time> · {say('lastSeen')}{' '}
                    <time>{shortInstant(device.lastSeenAt)}</time>
                  </div>
                </div>
                {!device.current && (
                  <Button
                    disabled={revoke.busy}
                    onClick={() => revoke.send({ params: { sessionId: device.id } })}
                    aria-label={`${say('signDeviceOut')} ${device.device} ${shortInstant(device.openedAt)}`}
                  >
                    {say('signDeviceOut')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Reading>
      {leaving && <LeaveAll close={() => setLeaving(false)} />}
    </section>
  )
}

const LeaveAll = ({ close }: { close: () => void }) => {
  const say = useWords('accounts')
  const ui = useWords('ui')
  const signOut = useSignOut()
  const navigate = useNavigate()
  const leave = useCommand(signOutEverywhere, {
    refresh: false,
    done: () => {
      announce(say('signedOutEverywhere'))
      void signOut().then(() => navigate({ to: '/sign-in' }))
    },
  })
  return (
    <Modal
      open
      title={say('signOutEverywhere')}
      okText={say('signOutEverywhere')}
      cancelText={ui('cancel')}
      okButtonProps={{ danger: true, loading: leave.busy }}
      onOk={() => leave.send({})}
      onCancel={close}
    >
      <p className="confirm-text">{say('signOutEverywhereText')}</p>
      <ProblemNotice error={leave.error} />
    </Modal>
  )
}
