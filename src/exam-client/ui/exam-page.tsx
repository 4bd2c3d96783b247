import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { ExamSession } from '../exam-session.ts'
import { openPlaces, type ExamState, type Message } from '../exam-state.ts'
import type { Transport } from '../transport.ts'
import { useWords } from './display.tsx'
import { Identify } from './identify.tsx'
import { Palette } from './palette.tsx'
import { QuestionView } from './question-view.tsx'
import { Review } from './review.tsx'
import { LinkDown, Trouble } from './sheet.tsx'
import { TopBar } from './top-bar.tsx'

interface ExamPageProps {
  readonly session: ExamSession
  readonly state: ExamState
  readonly transport: Transport
  readonly seated: (attemptId: string, key: string) => void
}

/** The exam itself: one question, everything else around it, and the way on always in view. */
export const ExamPage = ({ session, state, transport, seated }: ExamPageProps): ReactNode => {
  const { t } = useWords()
  const [reviewing, setReviewing] = useState(false)
  const question = state.paper[state.current]
  const slot = question && state.answers.get(question.slot)
  const held = useHeld(session, state)
  const last = state.current === state.paper.length - 1
  const { durable } = state.saving
  const cutOff = state.saving.link === 'down' && !state.mustIdentify && !held
  const locked = state.phase !== 'writing'
  const go = (place: number): void => {
    if (place < 0 || place >= state.paper.length) return
    setReviewing(false)
    session.visit(place)
  }
  useMovingKeys(go, state.current, !reviewing && !held)
  return (
    <div className="exam">
      <TopBar session={session} state={state} />
      {state.mustIdentify && (
        <section className="identify-again" aria-label={t('identifyAgain')}>
          <Trouble>
            {t('identifyAgain')} — {t('identifyAgainHelp')}
          </Trouble>
          <Identify transport={transport} seated={seated} signedIn={() => session.identified()} />
        </section>
      )}
      {state.messages.length > 0 && <Messages session={session} messages={state.messages} />}
      {cutOff && (
        <LinkDown
          said={state.saving.said}
          then={!durable ? 'writeOnNoDisk' : state.phase === 'finishing' ? 'finishingOffline' : 'writeOn'}
        />
      )}
      {state.refusal && !held && <Trouble>{state.refusal.title}</Trouble>}
      {!durable && !cutOff && <Trouble>{t('noDisk')}</Trouble>}
      <main>
        {held ? (
          <Held state={state} resumesIn={held.resumesIn} />
        ) : state.phase === 'finishing' ? (
          <Finishing session={session} state={state} />
        ) : reviewing ? (
          <Review
            state={state}
            leaveIn={leaveIn(session, state)}
            visit={go}
            back={() => setReviewing(false)}
            handIn={session.submit}
          />
        ) : (
          question && (
            <QuestionView
              key={question.slot}
              question={question}
              place={state.current}
              count={state.paper.length}
              slot={slot}
              locked={locked}
              answer={(body) => session.answer(question.slot, body)}
              drafts={session.drafts}
              file={session.file}
            />
          )
        )}
        {!held && !reviewing && state.phase !== 'finishing' && <Palette state={state} visit={go} />}
      </main>
      {!held && !reviewing && state.phase !== 'finishing' && question && (
        <footer className="steps">
          <button type="button" disabled={state.current === 0} onClick={() => go(state.current - 1)}>
            {t('previous')}
          </button>
          <button
            type="button"
            aria-pressed={slot?.flagged ?? false}
            disabled={locked}
            onClick={() => session.flag(question.slot, !slot?.flagged)}
          >
            <span aria-hidden="true">⚑</span> {t(slot?.flagged ? 'unflag' : 'flag')}
          </button>
          {!last && (
            <button type="button" className="quiet" onClick={() => setReviewing(true)}>
              {t('review')}
            </button>
          )}
          <button
            type="button"
            className="primary"
            onClick={() => (last ? setReviewing(true) : go(state.current + 1))}
          >
            {t(last ? 'review' : 'next')}
          </button>
        </footer>
      )}
    </div>
  )
}

/** Milliseconds until handing in is allowed; nothing or less where it is. */
const leaveIn = (session: ExamSession, { info }: ExamState): number =>
  info?.leaveFrom ? Date.parse(info.leaveFrom) - (session.serverNow() ?? Number.POSITIVE_INFINITY) : 0

/** Whether the seat is held, and in how many seconds it goes on once that is known. */
const useHeld = (session: ExamSession, state: ExamState): { resumesIn: number | null } | null => {
  const [now, setNow] = useState(session.serverNow())
  const until = state.held?.until ?? null
  useEffect(() => {
    if (until === null) return undefined
    const timer = setInterval(() => setNow(session.serverNow()), 250)
    return () => clearInterval(timer)
  }, [session, until])
  if (!state.held) return null
  return { resumesIn: until === null ? null : Math.max(0, Math.ceil((until - (now ?? until)) / 1000)) }
}

/** A calm page in place of the questions: nothing can be lost, nothing needs doing. */
const Held = ({ state, resumesIn }: { state: ExamState; resumesIn: number | null }): ReactNode => {
  const { t } = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className="held" role="status">
      <h1 tabIndex={-1} ref={heading}>
        {t('heldTitle')}
      </h1>
      <p>{t('heldHelp')}</p>
      {state.saving.unsent > 0 && <p>{t('heldUnsent', { count: state.saving.unsent })}</p>}
      {resumesIn !== null && <p className="emphasis">{t('heldResuming', { seconds: resumesIn })}</p>}
    </section>
  )
}

/** What the invigilator said, above everything until it is confirmed. */
const Messages = ({
  session,
  messages,
}: {
  session: ExamSession
  messages: readonly Message[]
}): ReactNode => {
  const { t } = useWords()
  return (
    <section className="message" role="alert" aria-label={t('message')}>
      <h2>{t('message')}</h2>
      {messages.map((one) => (
        <p key={one.number}>{one.text}</p>
      ))}
      <button type="button" className="primary" onClick={() => session.haveRead()}>
        {t('messageRead')}
      </button>
    </section>
  )
}

/** Page up and page down go from question to question wherever the focus is. */
const useMovingKeys = (go: (place: number) => void, current: number, active: boolean): void => {
  useEffect(() => {
    if (!active) return undefined
    const byKey = (event: KeyboardEvent): void => {
      if (event.key !== 'PageDown' && event.key !== 'PageUp') return
      event.preventDefault()
      go(current + (event.key === 'PageDown' ? 1 : -1))
    }
    window.addEventListener('keydown', byKey)
    return () => window.removeEventListener('keydown', byKey)
  })
}

const Finishing = ({ session, state }: { session: ExamSession; state: ExamState }): ReactNode => {
  const { t } = useWords()
  return (
    <section className="finishing" role="status">
      <h1>{t(state.finishing === 'time' ? 'finishingTime' : 'finishing')}</h1>
      {state.finishing === 'time' && state.saving.unsent > 0 && state.saving.durable && (
        <p className="emphasis">{t('timeOverKept')}</p>
      )}
      {state.saving.unsent > 0 && <p>{t('saveWaiting', { count: state.saving.unsent })}</p>}
      <p>{t('finishingHelp')}</p>
      {state.finishing === 'candidate' && state.saving.link === 'down' && openPlaces(state) && (
        <button type="button" onClick={() => session.backToQuestions()}>
          {t('back')}
        </button>
      )}
    </section>
  )
}
