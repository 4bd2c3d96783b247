import { Button, Form, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { beginSignOn, finishSignOn, readSignOn } from '../../../areas/accounts/contract/sso.ts'
import { sentence } from '../../../wire/problems/index.ts'
import { call } from '../../api/call.ts'
import { useAsk } from '../../api/use-ask.ts'
import { Field } from '../../forms/field.tsx'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'

/** Off to the identity provider; what goes wrong before is shown where it was tried. */
const useSetOut = () => {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const setOut = async (asked: { next?: string; invitation?: string }) => {
    setBusy(true)
    setError(null)
    try {
      const { address } = await call(beginSignOn, { body: asked })
      location.assign(address)
    } catch (refusal) {
      setError(refusal)
      setBusy(false)
    }
  }
  return { busy, error, setOut }
}

/** The other way in, where this installation has one. */
export const SignOnButton = ({ next }: { next: string }) => {
  const say = useWords('sso')
  const provider = useAsk(readSignOn, {}).data?.provider
  const { busy, error, setOut } = useSetOut()
  if (!provider) return null
  return (
    <div className="door-sign-on">
      <p className="door-or">{say('or')}</p>
      <ProblemNotice error={error} />
      <Button size="large" block loading={busy} onClick={() => void setOut({ next })}>
        {say('signIn', { name: provider.name })}
      </Button>
    </div>
  )
}

/**
 * What single sign-on adds to the door: the code of the second factor after the provider, the office's invitation
 * (`#token`), and on top of the usual form what went wrong on the way back (`?sso=` a code of the problem table).
 */
export const SignOnDoor = ({
  next,
  told,
  children,
}: {
  next: string
  told: string | undefined
  children: ReactNode
}) => {
  const language = useLanguage()
  const [invitation] = useState(() => location.hash.slice(1))
  if (told === 'code') return <CodeForm next={next} />
  if (invitation !== '' && told === undefined) return <Invitation token={invitation} />
  return (
    <>
      {told !== undefined && (
        <p className="door-told" role="alert">
          {sentence(told, language)}
        </p>
      )}
      {children}
    </>
  )
}

const CodeForm = ({ next }: { next: string }) => {
  const say = useWords('sso')
  const accounts = useWords('accounts')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const submit = async ({ totp }: { totp: string }) => {
    setBusy(true)
    setError(null)
    try {
      await call(finishSignOn, { body: { totp: totp.trim() } })
      // Loaded anew, like every way in from outside: nothing of an earlier reader is left in the page.
      location.assign(`/app${next}`)
    } catch (refusal) {
      setError(refusal)
      setBusy(false)
    }
  }
  return (
    <>
      <h1>{say('codeTitle')}</h1>
      <p className="page-lead">{say('codeLead')}</p>
      <Form
        name="sign-on-code"
        layout="vertical"
        requiredMark={false}
        validateTrigger="onSubmit"
        onFinish={(typed: { totp: string }) => void submit(typed)}
      >
        <ProblemNotice error={error} />
        <Field
          name="totp"
          label={say('code')}
          help={say('codeHelp')}
          rules={[{ required: true, message: accounts('required') }]}
        >
          <Input size="large" inputMode="numeric" autoComplete="one-time-code" maxLength={20} autoFocus />
        </Field>
        <Button type="primary" htmlType="submit" size="large" block loading={busy}>
          {say('codeSubmit')}
        </Button>
      </Form>
      <p className="door-register">
        <a href="/app/sign-in">{say('toPassword')}</a>
      </p>
    </>
  )
}

const Invitation = ({ token }: { token: string }) => {
  const say = useWords('sso')
  const asked = useAsk(readSignOn, {})
  const { busy, error, setOut } = useSetOut()
  const provider = asked.data?.provider
  return (
    <>
      <h1>{say('inviteTitle')}</h1>
      {provider && <p className="page-lead">{say('inviteLead', { name: provider.name })}</p>}
      {provider === null && <p className="page-lead">{say('inviteNone')}</p>}
      <ProblemNotice error={error ?? asked.error} />
      {provider && (
        <Button
          type="primary"
          size="large"
          block
          loading={busy}
          onClick={() => void setOut({ invitation: token })}
        >
          {say('inviteGo', { name: provider.name })}
        </Button>
      )}
      <p className="door-register">
        <a href="/app/sign-in">{say('toPassword')}</a>
      </p>
    </>
  )
}
