import { Form, Input } from 'antd'
import { useState } from 'react'
import { beginSecondFactor, confirmSecondFactor } from '../../../areas/accounts/contract/second-factor.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { holdCsrf } from '../../api/call.ts'
import { useCommand } from '../../api/use-command.ts'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { useRules } from '../../forms/rules.ts'
import { useWords } from '../../i18n/words.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { useNarrow } from '../../ui/theme.ts'
import { RecoveryCodes } from './recovery-codes.tsx'
import './second-factor.css'

type Begun = ReplyOf<typeof beginSecondFactor>

/** Setting a second factor up: who it is, the app, the codes for a day without the phone. */
export const EnrolSteps = ({ done }: { done: () => void }) => {
  const say = useWords('secondFactor')
  const [begun, setBegun] = useState<Begun | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  if (codes) return <RecoveryCodes codes={codes} title={say('stepCodes')} done={done} />
  return begun ? <Scan begun={begun} next={setCodes} /> : <Password next={setBegun} />
}

const Password = ({ next }: { next: (begun: Begun) => void }) => {
  const say = useWords('secondFactor')
  const rules = useRules(beginSecondFactor.body)
  const [form] = Form.useForm<{ password: string }>()
  const begin = useCommand(beginSecondFactor, { refresh: false })
  return (
    <section className="block" aria-labelledby="enrol-step">
      <h2 id="enrol-step">{say('stepPassword')}</h2>
      <FormPage
        form={form}
        initial={{}}
        save={async (body) => next(await begin.run({ body }))}
        submitWord={say('next')}
      >
        <Field name="password" label={say('password')} rules={rules('password', 'required')}>
          <Input.Password autoComplete="current-password" />
        </Field>
      </FormPage>
    </section>
  )
}

const Scan = ({ begun, next }: { begun: Begun; next: (codes: readonly string[]) => void }) => {
  const say = useWords('secondFactor')
  const rules = useRules(confirmSecondFactor.body)
  const narrow = useNarrow()
  const [form] = Form.useForm<{ code: string }>()
  // The cookie is another from here on, and so is what commands echo.
  const confirm = useCommand(confirmSecondFactor, { done: ({ csrf }) => holdCsrf(csrf) })
  const save = async ({ code }: { code: string }) => {
    next((await confirm.run({ body: { code } })).recoveryCodes)
  }
  return (
    <section className="block" aria-labelledby="enrol-step">
      <h2 id="enrol-step">{say('stepScan')}</h2>
      <p className="block-lead">{say('scanLead')}</p>
      {narrow && (
        <p>
          <a href={begun.uri}>{say('openApp')}</a>
        </p>
      )}
      <img className="enrol-qr" src={begun.qr} alt={say('qr')} width={200} height={200} />
      <div className="enrol-secret">
        <p>{say('secret')}</p>
        <code>{begun.secret.match(/.{1,4}/g)?.join(' ')}</code>
        <CopyButton text={begun.secret} word={say('secretCopy')} />
      </div>
      <FormPage form={form} initial={{}} save={save} submitWord={say('confirm')}>
        <Field name="code" label={say('code')} help={say('codeHelp')} rules={rules('code', 'required')}>
          <Input inputMode="numeric" autoComplete="one-time-code" maxLength={7} />
        </Field>
      </FormPage>
    </section>
  )
}
