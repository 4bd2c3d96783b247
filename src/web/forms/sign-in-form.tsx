import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import type { openSession } from '../../areas/accounts/contract.ts'
import type { BodyOf } from '../../wire/endpoint.ts'
import { isProblem } from '../api/problem-error.ts'
import { useWords } from '../i18n/words.ts'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { Field } from './field.tsx'
import { SecondFactorForm } from './second-factor-form.tsx'

/** Name and password that were right, of an account that has a second factor. */
export type PasswordGiven = Pick<BodyOf<typeof openSession>, 'signIn' | 'password'>

export interface SignInFormProps {
  readonly send: (credentials: BodyOf<typeof openSession>) => Promise<unknown>
  readonly done: () => void
  readonly halfway: PasswordGiven | null
  readonly onHalfway: (known: PasswordGiven | null) => void
}

/** User name, e-mail or phone, and password; then the code of the second factor, of an account that has one. */
export const SignInForm = ({ send, done, halfway, onHalfway }: SignInFormProps) =>
  halfway ? (
    <SecondFactorForm send={(totp) => send({ ...halfway, totp })} done={done} back={() => onHalfway(null)} />
  ) : (
    <PasswordForm send={send} done={done} onHalfway={onHalfway} />
  )

const PasswordForm = ({ send, done, onHalfway }: Omit<SignInFormProps, 'halfway'>) => {
  const say = useWords('accounts')
  const [form] = Form.useForm<PasswordGiven>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const submit = async (typed: PasswordGiven) => {
    const known = { signIn: typed.signIn.trim(), password: typed.password }
    setBusy(true)
    setError(null)
    try {
      await send(known)
      done()
    } catch (refusal) {
      if (isProblem(refusal, 'sign-in.totp-needed')) return onHalfway(known)
      setError(refusal)
      form.getFieldInstance('password')?.focus()
    } finally {
      setBusy(false)
    }
  }
  const required = [{ required: true, message: say('required') }]
  return (
    <Form
      form={form}
      name="sign-in"
      layout="vertical"
      requiredMark={false}
      validateTrigger="onSubmit"
      onFinish={(typed) => void submit(typed)}
    >
      <ProblemNotice
        error={error}
        {...(isProblem(error, 'sign-in.refused') ? { next: say('signInNext') } : {})}
      />
      <Field name="signIn" label={say('signInName')} help={say('signInNameHelp')} rules={required}>
        <Input
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          size="large"
          maxLength={200}
        />
      </Field>
      <Field name="password" label={say('password')} rules={required}>
        <Input.Password autoComplete="current-password" size="large" maxLength={200} />
      </Field>
      <Button type="primary" htmlType="submit" size="large" block loading={busy}>
        {say('signIn')}
      </Button>
    </Form>
  )
}
