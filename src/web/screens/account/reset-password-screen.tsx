import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Form, Input } from 'antd'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import {
  askForCode,
  readResetLink,
  resetByCode,
  resetByLink,
} from '../../../areas/accounts/contract/sent-codes.ts'
import { call } from '../../api/call.ts'
import { askSessionAgain, useSessionKnown } from '../../api/session.ts'
import { useAsk } from '../../api/use-ask.ts'
import { Field } from '../../forms/field.tsx'
import { FormPage } from '../../forms/form-page.tsx'
import { NewPasswordFields } from '../../forms/new-password-fields.tsx'
import { useRules } from '../../forms/rules.ts'
import { type Asked, askFor, SendAgain } from '../../forms/sent-code.tsx'
import { useWords } from '../../i18n/words.ts'
import { Loading } from '../../ui/loading.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Door } from './door.tsx'

/** For who has forgotten the password: the name; a code or a mail; and where the mail's link (`#token`) leads. */
export const ResetPasswordScreen = () => {
  const say = useWords('sentCodes')
  const client = useQueryClient()
  const known = useSessionKnown()
  const [token, setToken] = useState(() => location.hash.slice(1))
  const [asked, setAsked] = useState<Asked | null>(null)
  const [done, setDone] = useState(false)
  useEffect(() => {
    // Another link opened in this very tab changes nothing of the address but what stands after #.
    const follow = () => setToken(location.hash.slice(1))
    window.addEventListener('hashchange', follow)
    return () => window.removeEventListener('hashchange', follow)
  }, [])
  const finish = () => {
    setDone(true)
    // The link is used up; a reload or the back button would only say so.
    history.replaceState(history.state, '', location.pathname)
    void askSessionAgain(client)
  }
  const forget = () => {
    history.replaceState(history.state, '', location.pathname)
    setToken('')
    setAsked(null)
  }
  return (
    <Door title={say('resetTitle')} elsewhere={<Link to="/sign-in">{say('toSignIn')}</Link>}>
      {done ? (
        <Done />
      ) : !known ? (
        <Loading lines={4} />
      ) : token !== '' ? (
        <FromLink token={token} done={finish} again={forget} />
      ) : asked === null ? (
        <NameForm onAsked={setAsked} />
      ) : asked.way === 'sms' ? (
        <CodeForm asked={asked} onAsked={setAsked} done={finish} back={forget} />
      ) : (
        <MailSent asked={asked} onAsked={setAsked} back={forget} />
      )}
    </Door>
  )
}

/** The heading of a step that came by itself: the reader's place is moved to it. */
const StepTitle = ({ children }: { children: ReactNode }) => {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  )
}

const NameForm = ({ onAsked }: { onAsked: (asked: Asked) => void }) => {
  const say = useWords('sentCodes')
  const accounts = useWords('accounts')
  const rules = useRules(askForCode.body)
  const [form] = Form.useForm<{ signIn: string }>()
  const save = async ({ signIn }: { signIn: string }) =>
    onAsked(await askFor('password-reset', signIn.trim()))
  return (
    <>
      <h1>{say('resetTitle')}</h1>
      <p className="page-lead">{say('resetLead')}</p>
      <FormPage form={form} initial={{}} save={save} submitWord={say('next')}>
        <Field
          name="signIn"
          label={say('name')}
          help={accounts('signInNameHelp')}
          rules={rules('signIn', 'required')}
        >
          <Input autoComplete="username" autoCapitalize="none" spellCheck={false} />
        </Field>
      </FormPage>
    </>
  )
}

const MailSent = ({
  asked,
  onAsked,
  back,
}: {
  asked: Asked
  onAsked: (asked: Asked) => void
  back: () => void
}) => {
  const say = useWords('sentCodes')
  return (
    <>
      <StepTitle>{say('mailTitle')}</StepTitle>
      <p className="page-lead" role="status">
        {say(asked.sent ? 'mailSent' : 'mailSentBefore', { name: asked.signIn, minutes: asked.minutes })}
      </p>
      <p className="hint">{say('noMail')}</p>
      <SendAgain purpose="password-reset" asked={asked} onAsked={onAsked} />
      <button type="button" className="link" onClick={back}>
        {say('otherName')}
      </button>
    </>
  )
}

interface Typed {
  readonly code: string
  readonly password: string
  readonly again: string
}

const CodeForm = ({
  asked,
  onAsked,
  done,
  back,
}: {
  asked: Asked
  onAsked: (asked: Asked) => void
  done: () => void
  back: () => void
}) => {
  const say = useWords('sentCodes')
  const rules = useRules(resetByCode.body)
  const [form] = Form.useForm<Typed>()
  const { signIn, codeId } = asked
  const save = async ({ code, password }: Typed) => {
    await call(resetByCode, { body: { signIn, codeId, code, password } })
    done()
  }
  return (
    <>
      <StepTitle>{say('resetTitle')}</StepTitle>
      <p className="page-lead" role="status">
        {say(asked.sent ? 'codeSent' : 'codeSentBefore', { name: signIn, minutes: asked.minutes })}
      </p>
      <FormPage form={form} initial={{}} save={save} submitWord={say('resetSubmit')}>
        <NameForKeeper name={signIn} />
        <Field name="code" label={say('code')} rules={rules('code', 'required')}>
          <Input inputMode="numeric" autoComplete="one-time-code" />
        </Field>
        <NewPasswordFields body={resetByCode.body} />
      </FormPage>
      <SendAgain purpose="password-reset" asked={asked} onAsked={onAsked} />
      <button type="button" className="link" onClick={back}>
        {say('otherName')}
      </button>
    </>
  )
}

const FromLink = ({ token, done, again }: { token: string; done: () => void; again: () => void }) => {
  const say = useWords('sentCodes')
  const read = useAsk(readResetLink, { body: { token } })
  const [form] = Form.useForm<Typed>()
  const save = async ({ password }: Typed) => {
    await call(resetByLink, { body: { token, password } })
    done()
  }
  const signIn = read.data?.signIn
  const askAgain = (
    <button type="button" className="link" onClick={again}>
      {say('linkOver')}
    </button>
  )
  return (
    <>
      <h1>{say('resetTitle')}</h1>
      {read.isError ? (
        <ProblemNotice error={read.error} next={askAgain} />
      ) : signIn === undefined ? (
        <Loading lines={4} />
      ) : (
        <>
          <p className="page-lead">{say('resetFor', { name: signIn })}</p>
          <FormPage form={form} initial={{}} save={save} submitWord={say('resetSubmit')}>
            <NameForKeeper name={signIn} />
            <NewPasswordFields body={resetByLink.body} />
          </FormPage>
        </>
      )}
    </>
  )
}

/** Tells the browser's password keeper whose password this is. */
const NameForKeeper = ({ name }: { name: string }) => (
  <input type="text" autoComplete="username" value={name} readOnly hidden />
)

const Done = () => {
  const say = useWords('sentCodes')
  const navigate = useNavigate()
  return (
    <>
      <StepTitle>{say('doneTitle')}</StepTitle>
      <p className="page-lead" role="status">
        {say('done')}
      </p>
      <Button type="primary" size="large" block onClick={() => void navigate({ to: '/sign-in' })}>
        {say('goSignIn')}
      </Button>
    </>
  )
}
