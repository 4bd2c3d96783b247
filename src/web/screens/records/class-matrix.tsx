import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { attendanceMatrix } from '../../../areas/training/contract.ts'
import { usePages } from '../../api/use-ask.ts'
import { useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loading } from '../../ui/loading.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import './class.css'

/** Attendance of the whole class: people down, sessions across; every figure leads to its sheet or its person. */
export const ClassMatrix = ({ classId }: { classId: string }) => {
  const say = useWords('training')
  const ui = useWords('ui')
  const states = useWords('states')
  const pages = usePages(attendanceMatrix, { params: { classId }, query: { limit: 100 } })
  if (pages.error) return <ProblemNotice error={pages.error} again={pages.again} />
  if (!pages.loaded) return <Loading lines={8} />
  const sessions = pages.first?.sessions ?? []
  if (pages.items.length === 0) return <EmptyState title={say('noPeople')} text={say('matrixEmpty')} />
  return (
    <section aria-label={say('tabAttendance')}>
      <p className="block-lead">{say('matrixLead')}</p>
      <div className="matrix-scroll" tabIndex={0} role="region" aria-label={say('tabAttendance')}>
        <table className="table matrix">
          <thead>
            <tr>
              <th scope="col" className="matrix-name">
                {say('name')}
              </th>
              <th scope="col" className="figure">
                {say('minutesProven')}
              </th>
              {sessions.map((session) => (
                <th key={session.id} scope="col" className="figure">
                  <Link
                    to="/class-sessions/$sessionId/attendance"
                    params={{ sessionId: session.id }}
                    title={`${session.day} ${session.start}`}
                  >
                    {session.day.slice(5)}
                    <br />
                    {session.start}
                  </Link>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {pages.items.map((row) => (
              <tr key={row.enrolmentId}>
                <th scope="row" className="matrix-name">
                  <Link to="/enrolments/$enrolmentId" params={{ enrolmentId: row.enrolmentId }}>
                    {row.name}
                  </Link>
                </th>
                <td className="figure">{row.attendedMinutes}</td>
                {row.marks.map((mark, at) => (
                  <td
                    key={sessions[at]?.id ?? at}
                    className={`figure${mark && mark.status !== 'present' ? ` mark-${mark.status}` : ''}${sessions[at]?.confirmed ? '' : ' mark-draft'}`}
                  >
                    {mark ? (
                      <span title={states(`attendance.${mark.status}`)}>
                        {mark.minutes}
                        {mark.status !== 'present' && (
                          <span className="for-readers"> {states(`attendance.${mark.status}`)}</span>
                        )}
                        {mark.status !== 'present' && <sup aria-hidden>{say(`mark.${mark.status}`)}</sup>}
                        {mark.corrected && <sup title={say('corrected')}>*</sup>}
                      </span>
                    ) : (
                      <span className="hint">—</span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="hint">{say('matrixLegend')}</p>
      {pages.more && <Button onClick={pages.readMore}>{ui('showMore')}</Button>}
    </section>
  )
}
