import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { isProblem } from '../api/problem-error.ts'
import { useWords } from '../i18n/words.ts'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { Field } from './field.tsx'

/** The second half of signing in: the six digits of the app, or a recovery code. */
export const SecondFactorForm = ({
  send,
  done,
  back,
}: {
  send: (totp: string) => Promise<unknown>
  done: () => void
  back: () => void
}) => {
  const say = useWords('secondFactor')
  const accounts = useWords('accounts')
  const [form] = Form.useForm<{ totp: string }>()
  const [recovery, setRecovery] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const submit = async ({ totp }: { totp: string }) => {
    setBusy(true)
    setError(null)
    try {
      await send(totp)
      done()
    } catch (refusal) {
      setError(refusal)
      form.resetFields()
      form.getFieldInstance('totp')?.focus()
    } finally {
      setBusy(false)
    }
  }
  const other = () => {
    setRecovery(!recovery)
    setError(null)
    form.resetFields()
    form.getFieldInstance('totp')?.focus()
  }
  // A wrong code says itself what to do next; anything else is told as everywhere.
  const wrong = isProblem(error, 'sign-in.totp-wrong', 'sign-in.totp-used', 'sign-in.recovery-wrong')
  return (
    <Form
      form={form}
      name="second-factor"
      layout="vertical"
      requiredMark={false}
      validateTrigger="onSubmit"
      onFinish={(typed) => void submit(typed)}
    >
      <p className="page-lead">{say(recovery ? 'recoveryLead' : 'signInLead')}</p>
      <ProblemNotice error={error} {...(wrong ? { next: say('lostAll') } : {})} />
      <Field
        name="totp"
        label={say(recovery ? 'recoveryCode' : 'code')}
        rules={[{ required: true, message: accounts('required') }]}
      >
        <Input
          key={String(recovery)}
          autoFocus
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          inputMode={recovery ? 'text' : 'numeric'}
          size="large"
          maxLength={20}
        />
      </Field>
      <Button type="primary" htmlType="submit" size="large" block loading={busy}>
        {say('continue')}
      </Button>
      <p className="door-other">
        <button type="button" className="link" onClick={other}>
          {say(recovery ? 'signInApp' : 'signInRecovery')}
        </button>
        <button type="button" className="link" onClick={back}>
          {say('back')}
        </button>
      </p>
    </Form>
  )
}
