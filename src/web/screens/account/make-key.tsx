import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { listKeyScopes, makeKey } from '../../../areas/accounts/contract/api-keys.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { roleKey, type HeldRole } from '../../api/session.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { DayField } from '../../forms/day-field.tsx'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { useRules } from '../../forms/rules.ts'
import { today } from '../../i18n/dates.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { CopyText } from '../../ui/copy-text.tsx'
import { Reading } from '../../ui/reading.tsx'
import { KeyScopeChoice } from './key-scope-choice.tsx'

interface Made {
  readonly name: string
  readonly key: string
}

/** Makes a key: a form, and then the key, which is shown this once. */
export const MakeKey = ({ roles, close }: { roles: readonly HeldRole[]; close: () => void }) => {
  const say = useWords('keys')
  const scopes = useAsk(listKeyScopes, {})
  const [made, setMade] = useState<Made | null>(null)
  return (
    <Modal
      open
      title={say(made ? 'made' : 'formTitle')}
      footer={made ? <Button onClick={close}>{say('done')}</Button> : null}
      // The key cannot be shown again: a click beside the window must not lose it.
      mask={{ closable: !made }}
      onCancel={close}
      width={640}
    >
      {made ? (
        <TheKey made={made} />
      ) : (
        <Reading of={scopes} lines={6}>
          {(known) => <KeyForm roles={roles} known={known} done={setMade} />}
        </Reading>
      )}
    </Modal>
  )
}

const TheKey = ({ made }: { made: Made }) => {
  const say = useWords('keys')
  return (
    <>
      <p className="confirm-text">{say('madeText', { name: made.name })}</p>
      <CopyText
        label={say('key')}
        text={made.key}
        copyWord={say('copy')}
        copiedWord={say('copied')}
        refusedWord={say('copyRefused')}
      />
      <p className="hint key-use">
        {say('use')} <code>Authorization: Bearer …</code>
      </p>
    </>
  )
}

interface Typed {
  readonly name: string
  readonly role: string
  readonly scopes: string[]
  readonly expiresOn: string
  readonly password: string
}

const KeyForm = ({
  roles,
  known,
  done,
}: {
  roles: readonly HeldRole[]
  known: ReplyOf<typeof listKeyScopes>
  done: (made: Made) => void
}) => {
  const say = useWords('keys')
  const shell = useWords('shell')
  const language = useLanguage()
  const [form] = Form.useForm<Typed>()
  const rules = useRules(makeKey.body)
  const send = useCommand(makeKey)
  const first = roles[0] as HeldRole
  const chosen = Form.useWatch('role', form)
  const held = roles.find((one) => roleKey(one) === chosen) ?? first
  const save = async ({ role: _chosen, ...typed }: Typed) => {
    const { role, organisationId } = held
    const { key } = await send.run({ body: { ...typed, role, organisationId } })
    done({ name: typed.name, key })
  }
  const nameOf = ({ role, organisationName, organisationNameEn }: HeldRole): string =>
    [eitherName(language, organisationName ?? '', organisationNameEn ?? ''), shell(`role-${role}`)]
      .filter(Boolean)
      .join(' · ')
  return (
    <FormPage form={form} initial={{ role: roleKey(first) }} save={save} submitWord={say('submit')}>
      <Field name="name" label={say('name')} help={say('nameHelp')} rules={rules('name', 'required')}>
        <Input autoComplete="off" />
      </Field>
      <Field name="role" label={say('role')} rules={rules('role', 'required')}>
        <Select
          options={roles.map((one) => ({ value: roleKey(one), label: nameOf(one) }))}
          onChange={() => form.setFieldValue('scopes', undefined)}
        />
      </Field>
      <Field
        name="scopes"
        label={say('scopes')}
        help={say('scopesHelp')}
        rules={[{ required: true, type: 'array', min: 1, message: say('scopesNeeded') }]}
      >
        <KeyScopeChoice
          offered={known.scopes.flatMap(({ scope, roles: of }) => (of.includes(held.role) ? [scope] : []))}
        />
      </Field>
      <Field
        name="expiresOn"
        label={say('expiresOn')}
        help={say('expiresOnHelp', { latest: known.latestDay })}
        rules={rules('expiresOn', 'required')}
      >
        <DayField earliest={today()} latest={known.latestDay} />
      </Field>
      <Field
        name="password"
        label={say('password')}
        help={say('passwordHelp')}
        rules={rules('password', 'required')}
      >
        <Input.Password autoComplete="current-password" />
      </Field>
    </FormPage>
  )
}
