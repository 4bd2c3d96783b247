import { Button, Progress } from 'antd'
import { useEffect, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { applyRoster } from '../../../areas/training/contract.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { call } from '../../api/call.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { count } from '../../i18n/dates.ts'
import { followJob, pollJobs } from '../../jobs/jobs.ts'
import { AskFee } from '../../ui/ask-fee.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { percentText } from '../../i18n/fraction.ts'

type Applied = ReplyOf<typeof applyRoster>

const kind = 'roster'
const pause = 1500

const done = (reply: Applied): number => reply.enrolled + reply.waiting + reply.alreadyEnrolled

// The job's own id carries what is needed to ask after it: class and token. Asking is applying again, which is once.
pollJobs(kind, async (job) => {
  const [classId = '', token = ''] = job.id.split(' ')
  const reply = await call(applyRoster, { params: { classId }, body: { token } })
  return {
    state: reply.state === 'applying' ? 'running' : reply.state === 'applied' ? 'done' : 'failed',
    finished: done(reply),
    total: reply.accepted,
  }
})

/** Applies what was looked through; a big one goes on by itself and is found again in the bell. */
export const ApplyRoster = ({
  classId,
  token,
  fresh,
  already,
  feeFen,
  again,
}: {
  classId: string
  token: string
  /** Right rows of people the class does not have yet. */
  fresh: number
  already: number
  /** What each of them costs whoever sends the roster; nought where that is nobody. */
  feeFen: number
  again: () => void
}) => {
  const say = useWords('training')
  const language = useLanguage()
  const client = useQueryClient()
  const [applied, setApplied] = useState<Applied | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [asking, setAsking] = useState(false)
  const running = applied?.state === 'applying'
  const apply = async () => {
    setAsking(false)
    setBusy(true)
    setError(null)
    try {
      const reply = await call(applyRoster, { params: { classId }, body: { token } })
      setApplied(reply)
      if (reply.state === 'applying') {
        followJob({
          id: `${classId} ${token}`,
          kind,
          title: say('rosterJob', { count: fresh }),
          href: `/classes/${classId}?tab=people`,
          startedAt: new Date().toISOString(),
          state: 'running',
          finished: done(reply),
          total: reply.accepted,
        })
      } else await client.invalidateQueries()
    } catch (refusal) {
      setError(refusal)
    } finally {
      setBusy(false)
    }
  }
  useEffect(() => {
    if (!running) return
    const timer = setInterval(() => {
      // Silence is no answer: it goes on at the server, and is asked after again.
      void call(applyRoster, { params: { classId }, body: { token } }).then(setApplied, () => undefined)
    }, pause)
    return () => clearInterval(timer)
  }, [running, classId, token])
  if (applied) {
    return (
      <section
        className={`note ${applied.state === 'applied' ? 'note-green' : applied.state === 'stopped' ? 'note-amber' : ''}`}
        role="status"
      >
        <div>
          <p>
            <strong>
              {say(
                applied.state === 'applied'
                  ? 'rosterApplied'
                  : applied.state === 'stopped'
                    ? 'rosterStopped'
                    : 'rosterApplying',
              )}
            </strong>
          </p>
          {applied.state === 'applying' && (
            <Progress
              percent={Math.floor((done(applied) / Math.max(1, applied.accepted)) * 100)}
              format={percentText}
              aria-label={say('rosterApplying')}
            />
          )}
          <p>
            {say('rosterOutcome', {
              enrolled: count(language, applied.enrolled),
              waiting: count(language, applied.waiting),
              already: count(language, applied.alreadyEnrolled),
              fresh: count(language, applied.newPeople),
            })}
          </p>
          {applied.state !== 'applying' && (
            <p>
              <Link to="/classes/$classId" params={{ classId }} search={{ tab: 'people' } as never}>
                {say('rosterSeePeople')}
              </Link>{' '}
              <Button type="link" onClick={again}>
                {say('rosterAnother')}
              </Button>
            </p>
          )}
        </div>
      </section>
    )
  }
  return (
    <div className="roster-apply">
      <Button
        type="primary"
        disabled={fresh === 0}
        loading={busy}
        onClick={() => (feeFen > 0 ? setAsking(true) : void apply())}
      >
        {say('rosterApply', { count: fresh })}
      </Button>
      <AskFee
        open={asking}
        feeFen={feeFen}
        people={fresh}
        actWord={say('rosterApply', { count: fresh })}
        confirm={() => void apply()}
        cancel={() => setAsking(false)}
      />
      <Button onClick={again}>{say('rosterOther')}</Button>
      {fresh === 0 && <span className="hint">{say(already > 0 ? 'rosterAllIn' : 'rosterNothing')}</span>}
      <ProblemNotice error={error} />
    </div>
  )
}
