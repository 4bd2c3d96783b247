import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Form, Input, Segmented } from 'antd'
import { useState, type ReactNode } from 'react'
import {
  acceptInvitation,
  acceptWithNewAccount,
  readInvitation,
} from '../../../areas/accounts/contract/invitations.ts'
import type { BodyOf, ReplyOf } from '../../../wire/endpoint.ts'
import { call } from '../../api/call.ts'
import { actAs, signIn, useFreshSession, useSessionKnown, useSignOut } from '../../api/session.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { NewPasswordField } from '../../forms/new-password-fields.tsx'
import { useRules } from '../../forms/rules.ts'
import { SignInForm, type PasswordGiven } from '../../forms/sign-in-form.tsx'
import { dayOfInstant } from '../../i18n/dates.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { announce } from '../../ui/notices.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Reading } from '../../ui/reading.tsx'
import { Door } from './door.tsx'

type Offer = ReplyOf<typeof readInvitation>

/** Where an invitation link leads: what is offered, and accepting it signed in or with an account made now. */
export const InvitationScreen = () => {
  const say = useWords('invitations')
  // Kept: signing in within this page must not lose it.
  const [token] = useState(() => location.hash.slice(1))
  // Asking is a command: who is signed in already sends their session's word with it, which comes with the session.
  const known = useSessionKnown()
  const read = useAsk(readInvitation, { body: { token } }, { when: token !== '' && known })
  return (
    <Door title={say('pageTitle')}>
      <h1>{say('pageTitle')}</h1>
      {token === '' ? (
        <EmptyState small title={say('pageNoLink')} text={say('pageNoLinkText')} />
      ) : read.error ? (
        <ProblemNotice error={read.error} next={<Link to="/sign-in">{say('toSignIn')}</Link>} />
      ) : (
        <Reading of={read} lines={4}>
          {(offer) => <Offered offer={offer} token={token} />}
        </Reading>
      )}
    </Door>
  )
}

const Offered = ({ offer, token }: { offer: Offer; token: string }) => {
  const say = useWords('invitations')
  const shell = useWords('shell')
  const ui = useWords('ui')
  const session = useFreshSession()
  const role = shell(`role-${offer.role}`)
  const { from, to } = offer
  const organisation = eitherName(useLanguage(), offer.organisationName, offer.organisationNameEn)
  return (
    <>
      <p className="page-lead">{say('pageLead', { organisation, role })}</p>
      <dl className="facts">
        <dt>{say('factFor')}</dt>
        <dd>{offer.name}</dd>
        <dt>{say('factPeriod')}</dt>
        <dd>{to ? ui('period', { from, to }) : ui('periodOpen', { from })}</dd>
        <dt>{say('factUntil')}</dt>
        <dd>{dayOfInstant(offer.expiresAt)}</dd>
      </dl>
      {session ? (
        <AsSelf name={session.account.name} offer={offer} token={token} />
      ) : (
        <AsNobodyYet offer={offer} token={token} />
      )}
    </>
  )
}

/** Home, in the role just taken on. */
const useEnter = (offer: Offer): (() => Promise<void>) => {
  const say = useWords('invitations')
  const shell = useWords('shell')
  const navigate = useNavigate()
  const language = useLanguage()
  const { role, organisationId, organisationName, organisationNameEn } = offer
  return async () => {
    actAs({ role, organisationId, organisationName, organisationNameEn, delegation: null })
    const organisation = eitherName(language, organisationName, organisationNameEn)
    announce(say('accepted', { role: shell(`role-${role}`), organisation }))
    await navigate({ to: '/' })
  }
}

const AsSelf = ({ name, offer, token }: { name: string; offer: Offer; token: string }) => {
  const say = useWords('invitations')
  const enter = useEnter(offer)
  const client = useQueryClient()
  const signOut = useSignOut()
  const accept = useCommand(acceptInvitation, {
    // The link is used up now: reading it again would only say so.
    refresh: false,
    done: () => {
      client.removeQueries({ queryKey: [readInvitation.id] })
      void client.invalidateQueries().then(enter)
    },
  })
  return (
    <>
      <p>{say('signedInAs', { name })}</p>
      <ProblemNotice error={accept.error} />
      <div className="form-foot">
        <Button type="primary" loading={accept.busy} onClick={() => accept.send({ body: { token } })}>
          {say('accept')}
        </Button>
        <Button onClick={() => void signOut()}>{say('otherAccount')}</Button>
      </div>
    </>
  )
}

const AsNobodyYet = ({ offer, token }: { offer: Offer; token: string }) => {
  const say = useWords('invitations')
  const client = useQueryClient()
  const [way, setWay] = useState<'have' | 'new'>('have')
  const [halfway, setHalfway] = useState<PasswordGiven | null>(null)
  const ways: Record<typeof way, ReactNode> = {
    have: (
      <>
        <p className="hint door-hint">{say('signInAndAccept')}</p>
        <SignInForm
          send={(credentials) => signIn(client, credentials)}
          done={() => undefined}
          halfway={halfway}
          onHalfway={setHalfway}
        />
      </>
    ),
    new: <Register offer={offer} token={token} />,
  }
  return (
    <>
      <Segmented
        block
        className="door-ways"
        aria-label={say('accept')}
        value={way}
        onChange={(value: typeof way) => setWay(value)}
        options={[
          { value: 'have', label: say('haveAccount') },
          { value: 'new', label: say('noAccount') },
        ]}
      />
      {ways[way]}
    </>
  )
}

type NewAccount = Omit<BodyOf<typeof acceptWithNewAccount>, 'token'>

const Register = ({ offer, token }: { offer: Offer; token: string }) => {
  const say = useWords('invitations')
  const accounts = useWords('accounts')
  const client = useQueryClient()
  const rules = useRules(acceptWithNewAccount.body)
  const [form] = Form.useForm<NewAccount>()
  const enter = useEnter(offer)
  const save = async (typed: NewAccount) => {
    const mine = { ...typed, signIn: typed.signIn.trim() }
    await call(acceptWithNewAccount, { body: { token, ...mine } })
    client.removeQueries({ queryKey: [readInvitation.id] })
    await signIn(client, { signIn: mine.signIn, password: mine.password })
    await enter()
  }
  return (
    <FormPage form={form} initial={{ name: offer.name }} save={save} submitWord={say('registerAndAccept')}>
      <Field name="name" label={say('yourName')} rules={rules('name', 'required')}>
        <Input autoComplete="name" />
      </Field>
      <Field
        name="signIn"
        label={accounts('memberSignIn')}
        help={accounts('memberSignInHelp')}
        rules={rules('signIn', 'required')}
      >
        <Input autoComplete="username" autoCapitalize="none" spellCheck={false} />
      </Field>
      <NewPasswordField body={acceptWithNewAccount.body} />
    </FormPage>
  )
}
