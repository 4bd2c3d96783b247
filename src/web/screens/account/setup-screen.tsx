import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Form, Input } from 'antd'
import { createFirstOffice, readSetup } from '../../../areas/organisations/contract.ts'
import type { BodyOf } from '../../../wire/endpoint.ts'
import { call } from '../../api/call.ts'
import { signIn } from '../../api/session.ts'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { NewPasswordField } from '../../forms/new-password-fields.tsx'
import { useRules } from '../../forms/rules.ts'
import { useWords } from '../../i18n/words.ts'
import { useAsk } from '../../api/use-ask.ts'
import { Reading } from '../../ui/reading.tsx'
import { Door } from './door.tsx'

type Setup = BodyOf<typeof createFirstOffice>

/** First run on an empty database: the office and its first account, with the token the server printed. */
export const SetupScreen = () => {
  const say = useWords('accounts')
  const setup = useAsk(readSetup, {})
  return (
    <Door title={say('setupTitle')}>
      <h1>{say('setupTitle')}</h1>
      <Reading of={setup}>{({ done }) => (done ? <SetUpAlready /> : <SetUp />)}</Reading>
    </Door>
  )
}

const SetUpAlready = () => {
  const say = useWords('accounts')
  const navigate = useNavigate()
  return (
    <>
      <p className="page-lead">{say('setupDone')}</p>
      <Button type="primary" onClick={() => void navigate({ to: '/sign-in' })}>
        {say('setupToSignIn')}
      </Button>
    </>
  )
}

const SetUp = () => {
  const say = useWords('accounts')
  const ui = useWords('ui')
  const client = useQueryClient()
  const navigate = useNavigate()
  const rules = useRules(createFirstOffice.body)
  const [form] = Form.useForm<Setup>()
  const save = async (values: Setup) => {
    await call(createFirstOffice, { body: { ...values, signIn: values.signIn.trim() } })
    await signIn(client, { signIn: values.signIn.trim(), password: values.password })
    await navigate({ to: '/' })
  }
  return (
    <>
      <p className="page-lead">{say('setupLead')}</p>
      <FormPage
        form={form}
        initial={{ token: location.hash.slice(1) }}
        save={save}
        submitWord={say('setupSubmit')}
      >
        <Field
          name="token"
          label={say('setupToken')}
          help={say('setupTokenHelp')}
          rules={rules('token', 'required')}
        >
          <Input autoComplete="off" spellCheck={false} />
        </Field>
        <Field
          name="officeName"
          label={say('setupOffice')}
          help={say('setupOfficeHelp')}
          rules={rules('officeName', 'required')}
        >
          <Input autoComplete="organization" />
        </Field>
        <Field
          name="officeNameEn"
          label={say('setupOfficeEn')}
          optional={ui('optional')}
          rules={rules('officeNameEn')}
        >
          <Input />
        </Field>
        <Field name="accountName" label={say('setupAccount')} rules={rules('accountName', 'required')}>
          <Input autoComplete="name" />
        </Field>
        <Field
          name="signIn"
          label={say('signInName')}
          help={say('memberSignInHelp')}
          rules={rules('signIn', 'required')}
        >
          <Input autoComplete="username" autoCapitalize="none" spellCheck={false} />
        </Field>
        <NewPasswordField body={createFirstOffice.body} />
      </FormPage>
    </>
  )
}
