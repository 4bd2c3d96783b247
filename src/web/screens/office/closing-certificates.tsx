import { Link } from '@tanstack/react-router'
import { Button, Progress } from 'antd'
import { useState } from 'react'
import { closingCertificates, retryClosing } from '../../../areas/certificates/contract.ts'
import { sentence } from '../../../wire/problems/index.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Reading } from '../../ui/reading.tsx'

const pause = 1200

/** How far the certificates of a closing have come, and who waits for what. */
export const ClosingCertificates = ({
  closingId,
  isSupplementary,
}: {
  readonly closingId: string
  readonly isSupplementary: boolean
}) => {
  const say = useWords('closings')
  const ui = useWords('ui')
  const language = useLanguage()
  const [moving, setMoving] = useState(true)
  const params = { closingId }
  const read = useAsk(closingCertificates, { params }, { every: moving ? pause : false })
  const retry = useCommand(retryClosing)
  const isMoving = read.data === undefined || read.data.issued + read.data.held.length < read.data.expected
  if (moving !== isMoving) setMoving(isMoving)
  return (
    <section className="block" aria-labelledby="certificates">
      <h2 id="certificates">{say('certificates')}</h2>
      <Reading of={read} lines={2}>
        {({ expected, issued, held, may }) =>
          expected === 0 ? (
            <p>{say(isSupplementary ? 'noneAnew' : 'nobodyMet')}</p>
          ) : (
            <>
              <p role="status">{say('certificatesMade', { issued, expected })}</p>
              <Progress
                percent={Math.floor((issued / expected) * 100)}
                showInfo={false}
                aria-label={say('certificates')}
                status={issued === expected ? 'success' : 'normal'}
              />
              {held.length > 0 && (
                <div className="note note-amber">
                  <div>
                    <p>{say('held', { count: held.length })}</p>
                    <ul className="reasons">
                      {held.map((one) => (
                        <li key={one.personId}>
                          {ui('labelled', { name: one.name, text: sentence(one.code, language, one.params) })}
                        </li>
                      ))}
                    </ul>
                    {may['closing.make'] && (
                      <Button loading={retry.busy} onClick={() => retry.send({ params })}>
                        {say('retry')}
                      </Button>
                    )}
                    <ProblemNotice error={retry.error} />
                  </div>
                </div>
              )}
              {issued > 0 && (
                <p>
                  <Link to="/certificates" search={{ closing: closingId } as never}>
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
