import { useId, useState, type FormEvent, type ReactNode } from 'react'
import type { Transport } from '../transport.ts'
import type { Word } from '../words.ts'
import { useWords } from './display.tsx'

interface IdentifyProps {
  readonly transport: Transport
  /** A ticket opened a seat: the attempt it belongs to and the key to speak with. */
  readonly seated: (attemptId: string, key: string) => void
  readonly signedIn: () => void
}

/** Two ways in: ticket number and code, or an account. Nothing here leaves the page, so an exam under way stays open. */
export const Identify = ({ transport, seated, signedIn }: IdentifyProps): ReactNode => {
  const { t } = useWords()
  const [way, setWay] = useState<'ticket' | 'account'>('ticket')
  const submit = async (first: string, second: string): Promise<string | null> => {
    if (way === 'ticket') {
      const entered = await transport.send<{ attemptId: string; key: string }>(
        'POST',
        '/api/v1/exam-entries',
        { ticketNumber: first, code: second },
        ['attemptId', 'key'],
      )
      if (entered.kind === 'done') seated(entered.value.attemptId, entered.value.key)
      return entered.kind === 'done' ? null : (entered.title ?? t('cannotReach'))
    }
    const opened = await transport.send('POST', '/api/v1/sessions', { signIn: first, password: second })
    if (opened.kind === 'done') signedIn()
    return opened.kind === 'done' ? null : (opened.title ?? t('cannotReach'))
  }
  return (
    <>
      {way === 'ticket' ? (
        <TwoFields
          key="ticket"
          first="ticketNumber"
          second="ticketCode"
          help="ticketCodeHelp"
          act="enter"
          submit={submit}
        />
      ) : (
        <TwoFields key="account" first="signInName" second="password" secret act="signIn" submit={submit} />
      )}
      <button type="button" className="plain" onClick={() => setWay(way === 'ticket' ? 'account' : 'ticket')}>
        {t(way === 'ticket' ? 'orSignIn' : 'orTicket')}
      </button>
    </>
  )
}

interface TwoFieldsProps {
  readonly first: Word
  readonly second: Word
  readonly help?: Word
  readonly secret?: boolean
  readonly act: Word
  submit(first: string, second: string): Promise<string | null>
}

const TwoFields = ({ first, second, help, secret = false, act, submit }: TwoFieldsProps): ReactNode => {
  const { t } = useWords()
  const id = useId()
  const [fault, setFault] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const [one, two] = [String(given.get('first') ?? '').trim(), String(given.get('second') ?? '').trim()]
    if (one === '' || two === '') return setFault(t('needBoth'))
    setBusy(true)
    setFault(await submit(one, two))
    setBusy(false)
  }
  return (
    <form className="fields" onSubmit={(event) => void send(event)} noValidate>
      {fault && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
      <label htmlFor={`${id}-1`}>{t(first)}</label>
      <input
        id={`${id}-1`}
        name="first"
        autoComplete={secret ? 'username' : 'off'}
        inputMode={secret ? 'text' : 'numeric'}
        required
      />
      <label htmlFor={`${id}-2`}>{t(second)}</label>
      {help && (
        <p className="help" id={`${id}-h`}>
          {t(help)}
        </p>
      )}
      <input
        id={`${id}-2`}
        name="second"
        type={secret ? 'password' : 'text'}
        autoComplete={secret ? 'current-password' : 'off'}
        autoCapitalize="characters"
        spellCheck={false}
        aria-describedby={help ? `${id}-h` : undefined}
        required
      />
      <button type="submit" className="primary" disabled={busy}>
        {t(act)}
      </button>
    </form>
  )
}
