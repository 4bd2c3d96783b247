import { Link } from '@tanstack/react-router'
import { Form, Input, Segmented } from 'antd'
import { changePassword, setLanguage } from '../../../areas/accounts/contract.ts'
import { readPerson } from '../../../areas/people/contract.ts'
import { call } from '../../api/call.ts'
import { roleKey, useActingRole, useSession } from '../../api/session.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { NewPasswordFields } from '../../forms/new-password-fields.tsx'
import { useRules } from '../../forms/rules.ts'
import { eitherName, speak, useLanguage, useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Reading } from '../../ui/reading.tsx'
import { AccountHistory } from '../../ui/record-drawer.tsx'
import { chooseTheme, themeChoices, useThemeChoice } from '../../ui/theme.ts'
import { ApiKeys } from './api-keys.tsx'
import { Delegations } from './delegations.tsx'
import { Devices } from './devices.tsx'
import { OwnSecondFactor } from './own-second-factor.tsx'
import { SignOnLinks } from './sign-on-links.tsx'
import { Employments } from '../records/person-employments.tsx'

/** One's own account: roles, language, password, devices. */
export const ProfileScreen = () => {
  const say = useWords('accounts')
  return (
    <>
      <PageHeader title={say('profileTitle')} lead={say('profileLead')} acts={<AccountHistory />} />
      <Self />
      <OwnEmployments />
      <Delegations />
      <OwnSecondFactor />
      <Devices />
      <SignOnLinks />
      <ApiKeys />
      <PasswordChange />
    </>
  )
}

const Self = () => {
  const say = useWords('accounts')
  const shell = useWords('shell')
  const people = useWords('people')
  const delegations = useWords('delegations')
  const acting = useActingRole()
  const session = useSession()
  const language = useLanguage()
  const theme = useThemeChoice()
  if (!session) return null
  const change = async (to: 'zh' | 'en') => {
    await speak(to)
    await call(setLanguage, { body: { language: to } }).catch(() => undefined)
  }
  return (
    <section className="block">
      <dl className="facts">
        <dt>{say('name')}</dt>
        <dd>{session.account.name}</dd>
        {session.account.personId && !acting?.delegation && (
          <>
            <dt>{people('ownRecord')}</dt>
            <dd>
              <Link to="/people/$personId" params={{ personId: session.account.personId }}>
                {people('ownRecordLead')}
              </Link>
            </dd>
          </>
        )}
        <dt>{say('rolesHeld')}</dt>
        <dd>
          {session.roles.length === 0
            ? say('noRoles')
            : session.roles.map((held) => (
                <div key={roleKey(held)}>
                  {[
                    eitherName(language, held.organisationName ?? '', held.organisationNameEn ?? ''),
                    shell(`role-${held.role}`),
                    held.delegation && delegations('onBehalfOf', { name: held.delegation.giver }),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </div>
              ))}
        </dd>
        <dt>{say('language')}</dt>
        <dd>
          <Segmented
            aria-label={say('language')}
            value={language}
            onChange={(value: 'zh' | 'en') => void change(value)}
            options={[
              { value: 'zh', label: say('chinese') },
              { value: 'en', label: say('english') },
            ]}
          />
        </dd>
        <dt>{say('appearance')}</dt>
        <dd>
          <Segmented
            aria-label={say('appearance')}
            value={theme}
            onChange={chooseTheme}
            options={themeChoices.map((choice) => ({
              value: choice,
              label: shell(`theme-${choice}`).split(/[：:]\s*/)[1] ?? choice,
            }))}
          />
        </dd>
      </dl>
    </section>
  )
}

/** Where one works, with the way to another employer. */
const OwnEmployments = () => {
  const ownId = useSession()?.account.personId ?? null
  // Acting for somebody else one reads what they may read, which one's own record need not be.
  const personId = useActingRole()?.delegation ? null : ownId
  const read = useAsk(readPerson, { params: { personId: personId ?? '' } }, { when: personId !== null })
  return personId === null ? null : (
    <Reading of={read} lines={3}>
      {(person) => <Employments person={person} />}
    </Reading>
  )
}

interface NewPassword {
  readonly current: string
  readonly next: string
  readonly again: string
}

const PasswordChange = () => {
  const say = useWords('accounts')
  const rules = useRules(changePassword.body)
  const change = useCommand(changePassword)
  const [form] = Form.useForm<NewPassword>()
  const save = async ({ current, next }: NewPassword) => {
    // Devices and keys beside it are read anew.
    await change.run({ body: { current, next } })
    form.resetFields()
    announce(say('passwordChanged'))
  }
  return (
    <section className="block" aria-labelledby="password-title">
      <h2 id="password-title">{say('passwordTitle')}</h2>
      <FormPage form={form} initial={{}} save={save} submitWord={say('passwordChange')}>
        <Field name="current" label={say('passwordCurrent')} rules={rules('current', 'required')}>
          <Input.Password autoComplete="current-password" />
        </Field>
        <NewPasswordFields body={changePassword.body} name="next" />
      </FormPage>
    </section>
  )
}
