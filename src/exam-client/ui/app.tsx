import { useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import type { ExamSession } from '../exam-session.ts'
import { keepPreferences, readPreferences, showPreferences, type Preferences } from '../preferences.ts'
import type { Transport } from '../transport.ts'
import { DisplayContext, useWords } from './display.tsx'
import { ExamPage } from './exam-page.tsx'
import { Identify } from './identify.tsx'
import { Leave, type WayOut } from './leave.tsx'
import { Receipt, ReceiptCheck } from './receipt.tsx'
import { LinkDown, Sheet, Trouble } from './sheet.tsx'
import { WaitingRoom } from './waiting-room.tsx'

interface AppProps {
  readonly transport: Transport
  /** What the address names: an attempt, a receipt to check, or neither. */
  readonly attemptId: string | null
  readonly receipt: string | null
  /** Only to try the page: nothing is handed in. */
  readonly practice: boolean
  openSession(attemptId: string): ExamSession
  /** Remembers a seat's key for this tab and puts the attempt into the address. */
  readonly seat: (attemptId: string, key: string) => void
  readonly wayOut: WayOut
}

/** The whole exam in one page that never navigates away from itself. */
export const App = (props: AppProps): ReactNode => {
  const { transport, attemptId, receipt, practice, openSession, seat, wayOut } = props
  const [preferences, setPreferences] = useState<Preferences>(readPreferences)
  const [open, setOpen] = useState(() => (attemptId ? { attemptId, session: openSession(attemptId) } : null))
  useEffect(() => showPreferences(preferences), [preferences])
  const change = (next: Preferences): void => {
    keepPreferences(next)
    setPreferences(next)
  }
  const seated = (attempt: string, key: string): void => {
    seat(attempt, key)
    if (open?.attemptId === attempt) return open.session.identified()
    open?.session.dispose()
    setOpen({ attemptId: attempt, session: openSession(attempt) })
  }
  return (
    <DisplayContext value={{ preferences, change }}>
      {receipt !== null ? (
        <ReceiptCheck transport={transport} code={receipt} />
      ) : open ? (
        <Running
          session={open.session}
          transport={transport}
          practice={practice}
          seated={seated}
          wayOut={wayOut}
        />
      ) : (
        <Entrance transport={transport} seated={seated} />
      )}
    </DisplayContext>
  )
}

const Entrance = ({
  transport,
  seated,
}: {
  transport: Transport
  seated: (attemptId: string, key: string) => void
}): ReactNode => {
  const { t } = useWords()
  const [signedIn, setSignedIn] = useState(false)
  return (
    <Sheet title={t('identifyTitle')}>
      <p>{t('identifyLead')}</p>
      {signedIn && <Trouble>{t('signedInNoExam')}</Trouble>}
      <Identify transport={transport} seated={seated} signedIn={() => setSignedIn(true)} />
      <p>
        <a className="way" href="/exam/practice">
          {t('practice')}
        </a>{' '}
        <span className="help">{t('practiceHelp')}</span>
      </p>
    </Sheet>
  )
}

const Running = ({
  session,
  transport,
  practice,
  seated,
  wayOut,
}: {
  session: ExamSession
  transport: Transport
  practice: boolean
  seated: (attemptId: string, key: string) => void
  wayOut: WayOut
}): ReactNode => {
  const state = useSyncExternalStore(session.subscribe, session.state)
  const { t } = useWords()
  const { info } = state
  useEffect(() => {
    if (state.phase !== 'writing' && state.phase !== 'finishing') return undefined
    const stay = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', stay)
    return () => window.removeEventListener('beforeunload', stay)
  }, [state.phase])
  if (state.phase === 'writing' || state.phase === 'finishing')
    return <ExamPage session={session} state={state} transport={transport} seated={seated} />
  if (state.phase === 'handed-in' && practice)
    return (
      <Sheet key="practised" title={t('practiceOver')} tone="good">
        <p>{t('practiceOverHelp')}</p>
        <button type="button" className="primary wide" onClick={() => location.reload()}>
          {t('practiceAgain')}
        </button>
        <button type="button" onClick={wayOut.leave}>
          {t('identifyTitle')}
        </button>
      </Sheet>
    )
  if (state.phase === 'handed-in' && info && state.submission)
    return <Receipt info={info} submission={state.submission} wayOut={wayOut} />
  if (state.phase === 'waiting' && info) return <WaitingRoom session={session} state={state} info={info} />
  if (state.phase === 'identify') {
    return (
      <Sheet key="identify" title={t('identifyTitle')}>
        <p>{t('identifyLead')}</p>
        <Identify transport={transport} seated={seated} signedIn={() => session.identified()} />
      </Sheet>
    )
  }
  if (state.phase === 'elsewhere') {
    return (
      <Sheet key="elsewhere" title={t('elsewhereTitle')} tone="stop">
        <p>{t('elsewhereHelp')}</p>
        <button type="button" className="primary wide" onClick={() => void session.continueHere()}>
          {t('continueHere')}
        </button>
      </Sheet>
    )
  }
  if (state.phase === 'shut' || state.phase === 'moved') {
    const { phase } = state
    return (
      <Sheet key={phase} title={t(phase === 'shut' ? 'shutTitle' : 'movedTitle')} tone="stop">
        {phase === 'moved' && info?.seat && (
          <p className="emphasis">{t('movedTo', { room: info.roomName ?? '', seat: info.seat })}</p>
        )}
        <p>{t(phase === 'shut' ? 'shutHelp' : 'movedHelp')}</p>
        {state.saving.unsent > 0 && (
          <p className="emphasis warn">
            {t(phase === 'shut' ? 'shutUnsent' : 'movedUnsent', { count: state.saving.unsent })}
          </p>
        )}
        {phase === 'moved' && <Leave wayOut={wayOut} />}
      </Sheet>
    )
  }
  if (state.phase === 'closed') {
    const reason =
      state.refusal?.title ??
      (info ? t(info.phase === 'cancelled' ? 'cancelled' : info.state === 'absent' ? 'absent' : 'over') : '')
    return (
      <Sheet key="closed" title={t('closedTitle')} tone="stop">
        <p className="emphasis">{reason}</p>
        <p>{t('closedHelp')}</p>
        <button type="button" onClick={() => session.wake()}>
          {t('lookAgain')}
        </button>{' '}
        <Leave wayOut={wayOut} />
      </Sheet>
    )
  }
  return (
    <Sheet key="opening" title={t(state.phase === 'entering' ? 'entering' : 'opening')}>
      {state.saving.link === 'down' && <LinkDown said={state.saving.said} then="tryingAgain" />}
      <p className="help">{t('openingHelp')}</p>
    </Sheet>
  )
}
