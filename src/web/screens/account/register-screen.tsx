import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Form, Input } from 'antd'
import { registerSelf } from '../../../areas/people/contract.ts'
import { identityKinds, type IdentityKind } from '../../../kernel/identity-number.ts'
import { call } from '../../api/call.ts'
import { signIn } from '../../api/session.ts'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { NewPasswordField } from '../../forms/new-password-fields.tsx'
import { useRules } from '../../forms/rules.ts'
import { useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { Door } from './door.tsx'
import { Choice } from '../../forms/choice.tsx'

interface Typed {
  readonly name: string
  readonly identity: { readonly kind?: IdentityKind; readonly number: string }
  readonly phone: string
  readonly password: string
  readonly employerName?: string
  readonly post?: string
}

/** A professional registers alone and is signed in at once. Nothing typed here is kept on the device. */
export const RegisterScreen = () => {
  const say = useWords('people')
  return (
    <Door title={say('registerTitle')} elsewhere={<Link to="/sign-in">{say('haveAccount')}</Link>}>
      <h1>{say('registerTitle')}</h1>
      <p className="page-lead">{say('registerLead')}</p>
      <RegisterForm />
    </Door>
  )
}

const RegisterForm = () => {
  const say = useWords('people')
  const ui = useWords('ui')
  const client = useQueryClient()
  const navigate = useNavigate()
  const rules = useRules(registerSelf.body)
  const [form] = Form.useForm<Typed>()
  const save = async ({ name, identity, phone, password, employerName, post }: Typed) => {
    const body = {
      name,
      identity: { number: identity.number, ...(identity.kind ? { kind: identity.kind } : {}) },
      phone,
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
    <FormPage form={form} initial={{}} save={save} submitWord={say('register')}>
      <Field name="name" label={say('name')} help={say('nameHelp')} rules={rules('name', 'required')}>
        <Input autoComplete="name" />
      </Field>
      <Field
        name={['identity', 'number']}
        label={say('identity')}
        help={say('identityHelp')}
        rules={[{ required: true, message: ui('fieldRequired') }]}
      >
        <Input className="code-input" autoComplete="off" spellCheck={false} maxLength={60} />
      </Field>
      <Field
        name={['identity', 'kind']}
        label={say('kindLabel')}
        help={say('kindHelp')}
        optional={ui('optional')}
      >
        <Choice allowClear options={identityKinds.map((value) => ({ value, label: say(`kind.${value}`) }))} />
      </Field>
      <Field
        name="phone"
        label={say('phone')}
        help={say('registerPhoneHelp')}
        rules={rules('phone', 'required')}
      >
        <Input inputMode="tel" autoComplete="tel" />
      </Field>
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
  )
}
