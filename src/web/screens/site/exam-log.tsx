import { listActs } from '../../../areas/exams/contract.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { useAsk } from '../../api/use-ask.ts'
import { shortInstant } from '../../i18n/dates.ts'
import { useWords, type Say, type Word } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Reading } from '../../ui/reading.tsx'
import { codeWord, placeOf } from './exam-seat-words.ts'
import type { Sitting } from './exam-sitting-screen.tsx'
import './exam-console.css'

type Act = ReplyOf<typeof listActs>['items'][number]

/** Everything invigilators did in a sitting, with author and reason, newest first. */
export const ExamLog = ({ sitting }: { sitting: Sitting }) => {
  const say = useWords('examConsole')
  const exams = useWords('exams')
  const read = useAsk(listActs, { params: { sittingId: sitting.sittingId } }, { every: 15_000 })
  return (
    <Reading of={read} lines={6}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={say('logEmpty')} text={say('logEmptyText')} />
        ) : (
          <table className="table exam-table">
            <caption className="for-readers">{say('tabLog')}</caption>
            <thead>
              <tr>
                <th scope="col">{say('when')}</th>
                <th scope="col">{say('what')}</th>
                <th scope="col">{say('whom')}</th>
                <th scope="col">{say('why')}</th>
                <th scope="col">{say('who')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((act) => (
                <tr key={`${act.kind}-${act.id}-${act.at}`}>
                  <td className="number">{shortInstant(act.at)}</td>
                  <td className="exam-wide">
                    <strong>{say(`done.${act.kind}`)}</strong>
                    <div className="hint">{actDetail(say, exams, act)}</div>
                  </td>
                  <td data-word={say('whom')}>{whom(say, act)}</td>
                  <td data-word={say('why')}>{act.note || '—'}</td>
                  <td data-word={say('who')}>{act.by ?? '—'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )
      }
    </Reading>
  )
}

const whom = (say: Say<'examConsole'>, act: Act): string => {
  const names = act.names.join('、')
  if (act.scope === 'room') return say('scope.room', { count: act.seats })
  if (act.scope === 'sitting') return say('scope.sitting', { count: act.seats })
  return act.seats > act.names.length
    ? say('scope.more', { names, count: act.seats })
    : say('scope.seat', { names })
}

/** What an act says beside its kind: how much time, which kind of incident, from where to where. */
export const actDetail = (
  say: Say<'examConsole'>,
  exams: Say<'exams'>,
  act: Pick<Act, 'kind' | 'code' | 'facts'>,
): string => {
  const { facts, kind, code } = act
  if (kind === 'incident') return say(codeWord(code ?? ''))
  if (kind === 'move' && facts.from && facts.to)
    return say('movedFromTo', { from: placeOf(say, facts.from), to: placeOf(say, facts.to) })
  if (kind === 'admit') return facts.identitySeen ? say('identitySeen') : ''
  if (kind === 'late') return say(facts.accepted ? 'lateDone' : 'lateNotDone')
  const cause = code && kind !== 'release' ? exams(`cause.${code}` as Word<'exams'>) : ''
  if (kind === 'time')
    return `${say('secondsGiven', { minutes: Math.round((facts.seconds ?? 0) / 6) / 10 })} · ${cause}`
  return cause
}
