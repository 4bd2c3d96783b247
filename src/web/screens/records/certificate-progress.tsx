import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Progress } from 'antd'
import { useEffect, useState } from 'react'
import { classCertificates, retryClass } from '../../../areas/certificates/contract.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { sentence } from '../../../wire/problems/index.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Reading } from '../../ui/reading.tsx'

const pause = 1200

/** How far the certificates of a closed class have come; it may be left and looked at again. */
export const CertificateProgress = ({ classId, settled }: { classId: string; settled: boolean }) => {
  const say = useWords('training')
  const client = useQueryClient()
  const [moving, setMoving] = useState(true)
  const read = useAsk(classCertificates, { params: { classId } }, { every: moving ? pause : false })
  const { expected = 0, issued = 0, held = [] } = read.data ?? {}
  const done = read.data !== undefined && issued + held.length >= expected
  useEffect(() => {
    if (!done) return
    setMoving(false)
    // The class itself is settled by the same work: its state on this page follows.
    if (!settled) void client.invalidateQueries()
  }, [done, settled, client])
  return (
    <section className="block" aria-labelledby="certificates">
      <h2 id="certificates">{say('certificates')}</h2>
      <Reading of={read} lines={2}>
        {() =>
          expected === 0 ? (
            <p>{say('nobodyToCertify')}</p>
          ) : (
            <>
              <p role="status">
                {done && held.length === 0
                  ? say('certificatesDone', { count: issued })
                  : say(done ? 'certificatesPart' : 'certificatesMade', { issued, expected })}
              </p>
              <Progress
                percent={Math.floor((issued / expected) * 100)}
                showInfo={false}
                aria-label={say('certificates')}
                status={done && held.length === 0 ? 'success' : 'normal'}
              />
              {held.length > 0 && (
                <Held classId={classId} held={held} may={read.data?.may['certificate.retry'] ?? false} />
              )}
              {done && (
                <p>
                  <Link to="/certificates" search={{ class: classId } as never}>
                    {say('seeCertificates')}
                  </Link>
                </p>
              )}
            </>
          )
        }
      </Reading>
    </section>
  )
}

interface HeldOne {
  readonly enrolmentId: string
  readonly name: string
  readonly code: string
  readonly params: Record<string, string | number>
}

const Held = ({ classId, held, may }: { classId: string; held: readonly HeldOne[]; may: boolean }) => {
  const say = useWords('training')
  const ui = useWords('ui')
  const language = useLanguage()
  const retry = useCommand(retryClass)
  return (
    <div className="note note-amber">
      <div>
        <p>{say('certificatesHeld', { count: held.length })}</p>
        <ul className="reasons">
          {held.map((one) => (
            <li key={one.enrolmentId}>
              {ui('labelled', { name: one.name, text: sentence(one.code, language, one.params) })}
            </li>
          ))}
        </ul>
        {may && (
          <Button loading={retry.busy} onClick={() => retry.send({ params: { classId } })}>
            {say('retryCertificates')}
          </Button>
        )}
        <ProblemNotice error={retry.error} />
      </div>
    </div>
  )
}
