import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Form, Input } from 'antd'
import { useState } from 'react'
import { askForCode } from '../../../areas/accounts/contract/sent-codes.ts'
import { registerSelf } from '../../../areas/people/contract.ts'
import type { IdentityKind } from '../../../kernel/identity-number.ts'
import { call } from '../../api/call.ts'
import { isProblem } from '../../api/problem-error.ts'
import { signIn } from '../../api/session.ts'
import { IdentityFields } from '../../forms/identity-fields.tsx'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { NewPasswordField } from '../../forms/new-password-fields.tsx'
import { useRules } from '../../forms/rules.ts'
import { type Asked, askFor, SendAgain } from '../../forms/sent-code.tsx'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { Door } from './door.tsx'

interface Typed {
  readonly code?: string
  readonly name: string
  readonly identity: { readonly kind?: IdentityKind; readonly number: string }
  readonly password: string
  readonly employerName?: string
  readonly post?: string
}

/** The phone that registers; `asked` is null where this installation can send no code. */
interface Registrant {
  readonly phone: string
  readonly asked: Asked | null
}

/** A professional proves the phone, registers, and is signed in at once. Nothing typed here is kept on the device. */
export const RegisterScreen = () => {
  const say = useWords('people')
  const [registrant, setRegistrant] = useState<Registrant | null>(null)
  return (
    <Door title={say('registerTitle')} elsewhere={<Link to="/sign-in">{say('haveAccount')}</Link>}>
      <h1>{say('registerTitle')}</h1>
      {registrant ? (
        <RegisterForm {...registrant} onAsked={setRegistrant} back={() => setRegistrant(null)} />
      ) : (
        <PhoneForm onAsked={setRegistrant} />
      )}
    </Door>
  )
}

const PhoneForm = ({ onAsked }: { onAsked: (registrant: Registrant) => void }) => {
  const say = useWords('people')
  const codes = useWords('sentCodes')
  const language = useLanguage()
  const rules = useRules(askForCode.body)
  const [form] = Form.useForm<{ signIn: string }>()
  const save = async (typed: { signIn: string }) => {
    const phone = typed.signIn.trim()
    try {
      onAsked({ phone, asked: await askFor('register', phone, { language }) })
    } catch (refusal) {
      if (!isProblem(refusal, 'sent-code.no-messages')) throw refusal
      onAsked({ phone, asked: null })
    }
  }
  return (
    <>
      <p className="page-lead">{say('registerLead')}</p>
      <p>{say('registerStart')}</p>
      <FormPage form={form} initial={{}} save={save} submitWord={codes('sendCode')}>
        <Field
          name="signIn"
          label={say('phone')}
          help={say('registerPhoneHelp')}
          rules={rules('signIn', 'required')}
        >
          <Input inputMode="tel" autoComplete="tel" maxLength={40} />
        </Field>
      </FormPage>
    </>
  )
}

const RegisterForm = ({
  phone,
  asked,
  onAsked,
  back,
}: Registrant & { onAsked: (registrant: Registrant) => void; back: () => void }) => {
  const say = useWords('people')
  const ui = useWords('ui')
  const codes = useWords('sentCodes')
  const client = useQueryClient()
  const navigate = useNavigate()
  const rules = useRules(registerSelf.body)
  const [form] = Form.useForm<Typed>()
  const save = async ({ code, name, identity, password, employerName, post }: Typed) => {
    const body = {
      name,
      identity: { number: identity.number, ...(identity.kind ? { kind: identity.kind } : {}) },
      phone,
      ...(asked && code ? { code, codeId: asked.codeId } : {}),
      password,
      ...(employerName ? { employerName } : {}),
      ...(post ? { post } : {}),
    }
    const made = await call(registerSelf, { body })
    await signIn(client, { signIn: made.signIn, password })
    announce(say('registered'))
    await navigate({ to: '/' })
  }
  return (
    <>
      <p className="page-lead" role="status">
        {asked
          ? say(asked.sent ? 'registerCodeSent' : 'registerCodeSentBefore', { phone, minutes: asked.minutes })
          : say('registerNoMessages', { phone })}
      </p>
      <FormPage form={form} initial={{}} save={save} submitWord={say('register')}>
        {asked && (
          <Field
            name="code"
            label={codes('code')}
            rules={[{ required: true, message: ui('fieldRequired') }, ...rules('code')]}
          >
            <Input inputMode="numeric" autoComplete="one-time-code" maxLength={20} autoFocus />
          </Field>
        )}
        <Field name="name" label={say('name')} help={say('nameHelp')} rules={rules('name', 'required')}>
          <Input autoComplete="name" />
        </Field>
        <IdentityFields />
        <NewPasswordField body={registerSelf.body} />
        <Field
          name="employerName"
          label={say('registerEmployer')}
          optional={ui('optional')}
          rules={rules('employerName')}
        >
          <Input autoComplete="organization" />
        </Field>
        <Field name="post" label={say('post')} optional={ui('optional')} rules={rules('post')}>
          <Input autoComplete="organization-title" />
        </Field>
        <p className="hint">{say('registerConsent')}</p>
      </FormPage>
      {asked && (
        <SendAgain purpose="register" asked={asked} onAsked={(next) => onAsked({ phone, asked: next })} />
      )}
      <button type="button" className="link" onClick={back}>
        {say('registerOtherPhone')}
      </button>
    </>
  )
}
