import { useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { isProblem } from '../../api/problem-error.ts'
import { signInByCode } from '../../api/session.ts'
import { Field } from '../../forms/field.tsx'
import { SecondFactorForm } from '../../forms/second-factor-form.tsx'
import { type Asked, askFor, SendAgain } from '../../forms/sent-code.tsx'
import { useWords } from '../../i18n/words.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'

/** Signing in with a code sent to the phone: the number, the code, and the second factor of an account that has one. */
export const CodeSignIn = ({ done }: { done: () => void }) => {
  const say = useWords('sentCodes')
  const second = useWords('secondFactor')
  const client = useQueryClient()
  const [asked, setAsked] = useState<Asked | null>(null)
  const [code, setCode] = useState<string | null>(null)
  const over = () => {
    setAsked(null)
    setCode(null)
  }
  if (asked && code !== null) {
    const { signIn, codeId } = asked
    return (
      <>
        <h1>{second('signInTitle')}</h1>
        <SecondFactorForm
          send={(totp) => signInByCode(client, { signIn, codeId, code, totp })}
          done={done}
          back={over}
        />
      </>
    )
  }
  return (
    <>
      <h1>{say('codeTitle')}</h1>
      {asked ? (
        <CodeForm
          asked={asked}
          send={(typed) => signInByCode(client, { signIn: asked.signIn, codeId: asked.codeId, code: typed })}
          done={done}
          onAsked={setAsked}
          onHalfway={setCode}
          back={over}
        />
      ) : (
        <PhoneForm onAsked={setAsked} />
      )}
    </>
  )
}

const PhoneForm = ({ onAsked }: { onAsked: (asked: Asked) => void }) => {
  const say = useWords('sentCodes')
  const accounts = useWords('accounts')
  const [form] = Form.useForm<{ phone: string }>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const submit = async ({ phone }: { phone: string }) => {
    setBusy(true)
    setError(null)
    try {
      onAsked(await askFor('sign-in', phone.trim()))
    } catch (refusal) {
      setError(refusal)
      form.getFieldInstance('phone')?.focus()
      setBusy(false)
    }
  }
  return (
    <Form
      form={form}
      name="phone"
      layout="vertical"
      requiredMark={false}
      validateTrigger="onSubmit"
      onFinish={(typed) => void submit(typed)}
    >
      <p className="page-lead">{say('codeLead')}</p>
      <ProblemNotice error={error} />
      <Field
        name="phone"
        label={say('phone')}
        help={say('phoneHelp')}
        rules={[{ required: true, message: accounts('required') }]}
      >
        <Input inputMode="tel" autoComplete="tel" size="large" maxLength={30} />
      </Field>
      <Button type="primary" htmlType="submit" size="large" block loading={busy}>
        {say('sendCode')}
      </Button>
    </Form>
  )
}

const CodeForm = ({
  asked,
  send,
  done,
  onAsked,
  onHalfway,
  back,
}: {
  asked: Asked
  send: (code: string) => Promise<unknown>
  done: () => void
  onAsked: (asked: Asked) => void
  onHalfway: (code: string) => void
  back: () => void
}) => {
  const say = useWords('sentCodes')
  const accounts = useWords('accounts')
  const [form] = Form.useForm<{ code: string }>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const submit = async ({ code }: { code: string }) => {
    setBusy(true)
    setError(null)
    try {
      await send(code)
      done()
    } catch (refusal) {
      if (isProblem(refusal, 'sign-in.totp-needed')) return onHalfway(code)
      setError(refusal)
      form.resetFields()
      form.getFieldInstance('code')?.focus()
    } finally {
      setBusy(false)
    }
  }
  const over = isProblem(error, 'sent-code.expired', 'sent-code.spent', 'sent-code.used')
  return (
    <>
      <Form
        form={form}
        name="sent-code"
        layout="vertical"
        requiredMark={false}
        validateTrigger="onSubmit"
        onFinish={(typed) => void submit(typed)}
      >
        <p className="page-lead" role="status">
          {say(asked.sent ? 'codeSent' : 'codeSentBefore', { name: asked.signIn, minutes: asked.minutes })}
        </p>
        <ProblemNotice error={error} {...(over ? { next: say('askAgain') } : {})} />
        <Field name="code" label={say('code')} rules={[{ required: true, message: accounts('required') }]}>
          <Input size="large" inputMode="numeric" autoComplete="one-time-code" maxLength={20} autoFocus />
        </Field>
        <Button type="primary" htmlType="submit" size="large" block loading={busy}>
          {say('signIn')}
        </Button>
      </Form>
      <SendAgain
        purpose="sign-in"
        asked={asked}
        onAsked={(next) => {
          setError(null)
          onAsked(next)
        }}
      />
      <p className="hint">{say('noCode')}</p>
      <button type="button" className="link" onClick={back}>
        {say('otherPhone')}
      </button>
    </>
  )
}
