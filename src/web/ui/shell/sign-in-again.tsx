import { useQueryClient } from '@tanstack/react-query'
import { Modal } from 'antd'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { signIn, useSession } from '../../api/session.ts'
import { useWords } from '../../i18n/words.ts'
import { SignInForm, type PasswordGiven } from '../../forms/sign-in-form.tsx'

/** A session that ended under somebody's hands: the page stays as it is, and asks to sign in again. */
export const SignInAgain = () => {
  const say = useWords('shell')
  const second = useWords('secondFactor')
  const client = useQueryClient()
  const session = useSession()
  const navigate = useNavigate()
  const wasIn = useRef(false)
  const [ended, setEnded] = useState(false)
  const [halfway, setHalfway] = useState<PasswordGiven | null>(null)
  useEffect(() => {
    if (session) wasIn.current = true
    setEnded(session === null && wasIn.current)
  }, [session])
  return (
    <Modal
      open={ended}
      title={halfway ? second('signInTitle') : say('sessionEnded')}
      footer={null}
      maskClosable={false}
      destroyOnHidden
      onCancel={() => {
        wasIn.current = false
        setHalfway(null)
        setEnded(false)
        void navigate({ to: '/sign-in' })
      }}
    >
      {halfway === null && <p className="confirm-text">{say('sessionEndedText')}</p>}
      <SignInForm
        send={(credentials) => signIn(client, credentials)}
        done={() => {
          setHalfway(null)
          setEnded(false)
        }}
        halfway={halfway}
        onHalfway={setHalfway}
      />
    </Modal>
  )
}
