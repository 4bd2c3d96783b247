import { useEffect, useRef, useState, type ReactNode } from 'react'
import { clockFace, secondsLeft } from '../clock.ts'
import type { ExamSession } from '../exam-session.ts'
import type { ExamState, Saving } from '../exam-state.ts'
import { DisplayMenu, useWords } from './display.tsx'

/** What stays in view: who writes what, how safe it is, and how long there is. */
export const TopBar = ({ session, state }: { session: ExamSession; state: ExamState }): ReactNode => {
  const { either } = useWords()
  const { info } = state
  return (
    <header className="top">
      <div className="who">
        <strong>{info && either(info.title, info.titleEn)}</strong>
        <span>
          {info?.candidate.name} <span className="number">{info?.candidate.ticketNumber}</span>
        </span>
      </div>
      <SavingDegrees saving={state.saving} />
      <Clock session={session} held={state.held !== null} />
      <DisplayMenu />
    </header>
  )
}

/** Three dots with words: on this machine, sent, at the centre. The last one filled is the one said. */
export const SavingDegrees = ({ saving }: { saving: Saving }): ReactNode => {
  const { t } = useWords()
  const degrees = [
    { word: saving.durable ? 'saveMachine' : 'saveNoDisk', reached: saving.onMachine },
    { word: 'saveWay', reached: saving.onTheWay },
    { word: 'saveCentre', reached: saving.atCentre },
  ] as const
  return (
    <div className={saving.atCentre ? 'saving safe' : 'saving'}>
      <ol>
        {degrees.map(({ word, reached }) => (
          <li key={word} className={reached ? 'reached' : ''}>
            <span className="dot" aria-hidden="true">
              {reached ? '●' : '○'}
            </span>
            {t(word)}
          </li>
        ))}
      </ol>
      <Announced>
        {saving.link === 'down'
          ? t('saveWaiting', { count: saving.unsent })
          : saving.atCentre
            ? t('savedAll')
            : ''}
      </Announced>
      {saving.unsent > 0 && saving.link === 'down' && (
        <span className="waiting">{t('saveWaiting', { count: saving.unsent })}</span>
      )}
    </div>
  )
}

/** Says a change to a screen reader, and only a change that lasts a second: not every answer on its way. */
const Announced = ({ children }: { children: string }): ReactNode => {
  const [said, setSaid] = useState(children)
  useEffect(() => {
    const timer = setTimeout(() => setSaid(children), 1000)
    return () => clearTimeout(timer)
  }, [children])
  return (
    <span className="unseen" role="status">
      {said}
    </span>
  )
}

const warnings = [15, 5, 1]

const Clock = ({ session, held }: { session: ExamSession; held: boolean }): ReactNode => {
  const { t } = useWords()
  const [, tick] = useState(0)
  const [hidden, setHidden] = useState(false)
  const [said, setSaid] = useState('')
  const before = useRef(Number.POSITIVE_INFINITY)
  useEffect(() => {
    const timer = setInterval(() => {
      const now = session.timeLeft()
      tick(now)
      const crossed = warnings.find((minutes) => now <= minutes * 60_000 && before.current > minutes * 60_000)
      if (crossed !== undefined && before.current !== Number.POSITIVE_INFINITY)
        setSaid(t('minutesLeft', { minutes: crossed }))
      before.current = now
    }, 250)
    return () => clearInterval(timer)
  }, [session, t])
  // Read anew with every change of state: a room that is held must not stand for a moment at an older time.
  const left = session.timeLeft()
  if (!Number.isFinite(left)) return null
  const seconds = secondsLeft(left, 0)
  const near = seconds <= 300
  return (
    <div className={near ? (seconds <= 60 ? 'clock last' : 'clock near') : 'clock'}>
      {hidden && !near ? (
        <button type="button" className="plain" onClick={() => setHidden(false)}>
          {t('showClock')}
        </button>
      ) : (
        <>
          <span className="clock-word">
            {t('timeLeft')}
            {held && ` (${t('heldClock')})`}
          </span>
          <span className="number" role="timer" aria-live="off">
            {clockFace(seconds)}
          </span>
          {!near && (
            <button type="button" className="plain small" onClick={() => setHidden(true)}>
              {t('hideClock')}
            </button>
          )}
        </>
      )}
      <span className="unseen" role="alert">
        {said}
      </span>
    </div>
  )
}
