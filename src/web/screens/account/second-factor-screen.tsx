import { useNavigate } from '@tanstack/react-router'
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import {
  readSecondFactor,
  renewRecoveryCodes,
  turnSecondFactorOff,
} from '../../../areas/accounts/contract/second-factor.ts'
import type { BodyOf, ReplyOf } from '../../../wire/endpoint.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { useRules } from '../../forms/rules.ts'
import { useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Reading } from '../../ui/reading.tsx'
import { EnrolSteps } from './enrol-steps.tsx'
import { SecondFactorFacts } from './own-second-factor.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import './second-factor.css'

type Own = ReplyOf<typeof readSecondFactor>

/** One's own second factor: set up, renew the recovery codes, turn off. */
export const SecondFactorScreen = () => {
  const say = useWords('secondFactor')
  const accounts = useWords('accounts')
  const navigate = useNavigate()
  const own = useAsk(readSecondFactor, {})
  // While the steps are walked the factor turns on and is read again; they end when the reader says so.
  const [walking, setWalking] = useState(false)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  return (
    <>
      <PageHeader
        title={say('title')}
        lead={say('lead')}
        back={{ to: '/account', label: accounts('profileTitle') }}
      />
      <Reading of={own} lines={3}>
        {(factor) => {
          if (codes)
            return <RecoveryCodes codes={codes} title={say('codesTitle')} done={() => setCodes(null)} />
          if (walking) return <EnrolSteps done={() => void navigate({ to: '/account' })} />
          return factor.on ? (
            <InForce factor={factor} renewed={setCodes} />
          ) : (
            <Button type="primary" onClick={() => setWalking(true)}>
              {say('setUp')}
            </Button>
          )
        }}
      </Reading>
    </>
  )
}

const InForce = ({ factor, renewed }: { factor: Own; renewed: (codes: readonly string[]) => void }) => {
  const say = useWords('secondFactor')
  const [asked, setAsked] = useState<'renew' | 'off' | null>(null)
  const renew = useCommand(renewRecoveryCodes)
  const off = useCommand(turnSecondFactorOff, { done: () => announce(say('turnedOff')) })
  const close = () => setAsked(null)
  return (
    <section className="block">
      <SecondFactorFacts factor={factor} />
      <p className="row-acts factor-acts">
        <Button onClick={() => setAsked('renew')}>{say('renew')}</Button>
        <Button danger onClick={() => setAsked('off')}>
          {say('turnOff')}
        </Button>
      </p>
      {asked === 'renew' && (
        <BothProofs
          title={say('renew')}
          lead={say('renewLead')}
          close={close}
          save={async (body) => {
            const { recoveryCodes } = await renew.run({ body })
            announce(say('renewed'))
            renewed(recoveryCodes)
          }}
        />
      )}
      {asked === 'off' && (
        <BothProofs
          danger
          title={say('turnOff')}
          lead={[say('turnOffLead'), factor.required ? say('turnOffRequired') : ''].join(' ')}
          close={close}
          save={(body) => off.run({ body })}
        />
      )}
    </section>
  )
}

type Proofs = BodyOf<typeof turnSecondFactorOff>

/** Password and code, for what weakens the account or shows its codes. */
const BothProofs = (props: {
  title: string
  lead: string
  danger?: boolean
  close: () => void
  save: (proofs: Proofs) => Promise<unknown>
}) => {
  const say = useWords('secondFactor')
  const [form] = Form.useForm<Proofs>()
  const rules = useRules(turnSecondFactorOff.body)
  const save = async (proofs: Proofs) => {
    await props.save(proofs)
    props.close()
  }
  return (
    <Modal open title={props.title} footer={null} onCancel={props.close}>
      <p className="confirm-text">{props.lead}</p>
      <FormPage form={form} initial={{}} save={save} submitWord={props.title} danger={props.danger ?? false}>
        <Field name="password" label={say('password')} rules={rules('password', 'required')}>
          <Input.Password autoComplete="current-password" />
        </Field>
        <Field name="code" label={say('codeOrRecovery')} rules={rules('code', 'required')}>
          <Input autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} maxLength={20} />
        </Field>
      </FormPage>
    </Modal>
  )
}
