import { useEffect, useState, type ReactNode } from 'react'
import { clockFace, secondsLeft } from '../clock.ts'
import type { ExamSession } from '../exam-session.ts'
import { isOfExam, type AttemptInfo, type ExamState } from '../exam-state.ts'
import { instantText, useWords } from './display.tsx'
import { LinkDown, Sheet, Trouble } from './sheet.tsx'

/** The centre's time, read again every half second. */
const useServerNow = (session: ExamSession): number | null => {
  const [now, setNow] = useState(session.serverNow())
  useEffect(() => {
    const timer = setInterval(() => setNow(session.serverNow()), 500)
    return () => clearInterval(timer)
  }, [session])
  return now
}

/** Before the start: who, where, how long, until when, and by which rules. The time one would have is worked out, not described. */
export const WaitingRoom = ({
  session,
  state,
  info,
}: {
  session: ExamSession
  state: ExamState
  info: AttemptInfo
}): ReactNode => {
  const { t, either, language } = useWords()
  const now = useServerNow(session)
  // Not the exam's own word: the page asks again by itself.
  const between = state.refusal && !isOfExam(state.refusal) ? state.refusal.title : null
  const opensAt = Date.parse(info.opensAt)
  const open = now !== null && now >= opensAt
  const begin = Math.max(now ?? opensAt, opensAt)
  const full = begin + info.durationMinutes * 60_000
  const until = Math.min(full, Date.parse(info.closesAt))
  const minutes = Math.floor((until - begin) / 60_000)
  const time = (instant: string | number, parts?: 'time') => instantText(instant, info.zone, language, parts)
  return (
    <Sheet title={either(info.title, info.titleEn)}>
      {(state.saving.link === 'down' || between) && (
        <LinkDown said={between ?? state.saving.said} then="tryingAgain" />
      )}
      {!state.saving.durable && <Trouble>{t('noDisk')}</Trouble>}
      {state.held && <Trouble>{t('heldWaiting')}</Trouble>}
      {state.refusal && !between && <Trouble>{state.refusal.title}</Trouble>}
      <dl className="facts">
        <dt>{t('waitingFor')}</dt>
        <dd>
          {info.candidate.name} <span className="number">{info.candidate.ticketNumber}</span>
        </dd>
        {info.siteName && (
          <>
            <dt>{t('place')}</dt>
            <dd>
              {[
                either(info.siteName, info.siteNameEn),
                info.roomName,
                info.seat === null ? '' : t('seatIs', { seat: info.seat }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </dd>
          </>
        )}
        <dt>{t('questions')}</dt>
        <dd>{t('questionsCount', { count: info.questions, maximum: info.maximum })}</dd>
        <dt>{t('passMark')}</dt>
        <dd>{percent(info.passMark)}</dd>
        <dt>{t('duration')}</dt>
        <dd>{t('minutesLong', { minutes: info.durationMinutes })}</dd>
        <dt>{t('window')}</dt>
        <dd>
          {t('windowText', {
            from: time(info.opensAt),
            to: time(info.closesAt, 'time'),
            until: time(info.entryUntil, 'time'),
          })}
          {info.leaveFrom && <> {t('leaveFrom', { time: time(info.leaveFrom, 'time') })}</>}
        </dd>
      </dl>
      <h2>{t('rulesTitle')}</h2>
      <ul className="rules">
        <li>{t('ruleSave')}</li>
        <li>{t('ruleBroken')}</li>
        <li>{t('ruleTime')}</li>
        <li>{t('ruleOne')}</li>
        <li>{t('ruleKeys')}</li>
      </ul>
      {open ? (
        <p className={until < full ? 'emphasis warn' : 'emphasis'}>
          {t(until < full ? 'yourTimeCut' : 'yourTime', { until: time(until, 'time'), minutes })}
        </p>
      ) : (
        <p className="emphasis" role="timer">
          {t('opensIn')} <strong className="number">{clockFace(secondsLeft(opensAt, now ?? opensAt))}</strong>
        </p>
      )}
      {!open && state.prepared && (
        <p className="help" role="status">
          ✓ {t('paperReady')}
        </p>
      )}
      <button
        type="button"
        className="primary wide"
        disabled={!open || state.held !== null}
        onClick={() => void session.start()}
      >
        {t('start')}
      </button>
      {!open && <p className="help">{t('notYet')}</p>}
    </Sheet>
  )
}

const percent = ({ numerator, denominator }: AttemptInfo['passMark']): string =>
  `${Math.round((numerator * 10_000) / denominator) / 100}%`
