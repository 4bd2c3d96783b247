import { useNavigate } from '@tanstack/react-router'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import {
  submitDeclaration,
  withdrawDeclaration,
  type Declaration,
} from '../../../areas/declarations/contract.ts'
import { useCommand } from '../../api/use-command.ts'
import { useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'

/** What its person can do with a declaration: hand it in, change it, take it back. */
export const OwnDeclarationActs = ({ one }: { one: Declaration }) => {
  const say = useWords('declarations')
  const navigate = useNavigate()
  const [leaving, setLeaving] = useState(false)
  const params = { declarationId: one.id }
  const submit = useCommand(submitDeclaration, { done: () => announce(say('submitted')) })
  const { 'declaration.make': writable, 'declaration.withdraw': open } = one.may
  if (!writable && !open) return null
  return (
    <>
      <ProblemNotice error={submit.error} />
      <div className="declaration-acts">
        {writable && (
          <>
            <Button
              type="primary"
              loading={submit.busy}
              disabled={one.files.length === 0}
              onClick={() => submit.send({ params, body: { revision: one.revision } })}
            >
              {say('submit')}
            </Button>
            <Button onClick={() => void navigate({ to: '/declarations/$declarationId/edit', params })}>
              {say('edit')}
            </Button>
          </>
        )}
        {open && <Button onClick={() => setLeaving(true)}>{say('withdraw')}</Button>}
      </div>
      {leaving && <Withdraw one={one} close={() => setLeaving(false)} />}
    </>
  )
}

const Withdraw = ({ one, close }: { one: Declaration; close: () => void }) => {
  const say = useWords('declarations')
  const ui = useWords('ui')
  const act = useCommand(withdrawDeclaration, {
    done: () => {
      announce(say('withdrawn'))
      close()
    },
  })
  return (
    <Modal
      open
      title={say('withdrawTitle', { title: one.title || say('noTitle') })}
      okText={say('withdraw')}
      cancelText={ui('cancel')}
      okButtonProps={{ danger: true, loading: act.busy }}
      onOk={() => act.send({ params: { declarationId: one.id } })}
      onCancel={close}
    >
      <p className="confirm-text">{say('withdrawText')}</p>
      <ProblemNotice error={act.error} />
    </Modal>
  )
}
