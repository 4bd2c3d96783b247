import { CheckCircleOutlined, ExclamationCircleOutlined, SyncOutlined } from '@ant-design/icons'
import { Form, type FormInstance } from 'antd'
import type { Clash } from '../../../areas/training/contract.ts'
import { useClassHours } from '../../api/use-class-hours.ts'
import { periodOf } from '../../i18n/period.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import type { ClassValues, CourseLimits } from './class-form.tsx'
import { clashesTogether, clashText, sharedClashText } from './clash-text.ts'
import { isComplete } from './plan-sessions.ts'

export interface FilingSummaryProps {
  readonly form: FormInstance<ClassValues>
  readonly limits: CourseLimits | null
  readonly clashes: readonly Clash[]
  readonly checking: boolean
  readonly error: unknown
}

/** The filing in few lines, to be checked before it is sent: what is planned, and what stands in the way. */
export const FilingSummary = ({ form, limits, clashes, checking, error }: FilingSummaryProps) => {
  const say = useWords('training')
  const language = useLanguage()
  const ui = useWords('ui')
  const hours = useClassHours()
  const sessions = (Form.useWatch('sessions', form) ?? []).filter(isComplete)
  const capacity = Form.useWatch('capacity', form)
  const days = [...new Set(sessions.map((session) => session.day))].sort()
  const minutes = sessions.reduce((sum, session) => sum + session.minutes, 0)
  const allowed = limits?.minutes ?? 0
  const [first, last] = [days[0], days.at(-1)]
  const outside =
    first !== undefined &&
    limits?.validTo !== undefined &&
    (first > limits.validTo || (limits.validFrom !== undefined && first < limits.validFrom))
  return (
    <>
      <dl className="facts">
        <dt>{say('when')}</dt>
        <dd>
          {first && last
            ? `${periodOf(ui, first, last)} · ${say('daysCount', { count: days.length })} · ${say('sessionsTotal', { count: sessions.length })}`
            : '—'}
        </dd>
        <dt>{say('totalMinutes')}</dt>
        <dd>
          {limits ? hours(limits.programmeId, minutes) : ui('minutes', { count: minutes })}
          {limits && allowed > 0 && (
            <div className="hint">
              {say('minutesOfCourse', { allowed: hours(limits.programmeId, allowed) })}
            </div>
          )}
        </dd>
        <dt>{say('capacity')}</dt>
        <dd>{capacity ?? '—'}</dd>
      </dl>
      <ul className="findings" aria-live="polite">
        {allowed > 0 && minutes > allowed && (
          <Finding bad text={say('tooManyMinutes', { over: minutes - allowed })} />
        )}
        {allowed > 0 && minutes > 0 && minutes < allowed && (
          <Finding text={say('tooFewMinutes', { under: allowed - minutes })} />
        )}
        {outside && (
          <Finding
            bad
            text={say('outsideValidity', { from: limits?.validFrom ?? '', to: limits?.validTo ?? '' })}
          />
        )}
        {clashesTogether(clashes).map(([clash, ...alike]) => {
          const stopped = [clash, ...alike].map(({ session }) => session + 1)
          return (
            <Finding
              key={`${clash.session} ${clash.kind} ${clash.classId ?? ''} ${clash.start}`}
              bad
              text={ui('labelled', {
                name:
                  alike.length > 0
                    ? say('sessionNumbers', { numbers: stopped.join(language === 'zh' ? '、' : ', ') })
                    : say('sessionNumber', { count: clash.session + 1 }),
                text:
                  alike.length > 0 ? sharedClashText(say, language, clash) : clashText(say, language, clash),
              })}
            />
          )
        })}
        {sessions.length > 0 && clashes.length === 0 && error === null && (
          <li className={checking ? 'status status-under-way' : 'status status-good'}>
            {checking ? <SyncOutlined aria-hidden /> : <CheckCircleOutlined aria-hidden />}{' '}
            {say(checking ? 'checking' : 'noClashes')}
          </li>
        )}
      </ul>
      <ProblemNotice error={error} />
    </>
  )
}

const Finding = ({ text, bad }: { text: string; bad?: boolean }) => (
  <li className={bad ? 'status status-bad' : 'status status-attention'}>
    <ExclamationCircleOutlined aria-hidden /> {text}
  </li>
)
