import { Button, Select } from 'antd'
import { useId, useState } from 'react'
import { showConsole, showRoomRecord, signRoomRecord } from '../../../areas/exams/contract.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { shortInstant, timeOfInstant } from '../../i18n/dates.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { announce } from '../../ui/notices.tsx'
import { PrintFoot } from '../../ui/print-foot.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Reading } from '../../ui/reading.tsx'
import { actDetail } from './exam-log.tsx'
import { bySeat, clockText } from './exam-seat-words.ts'
import type { Sitting } from './exam-sitting-screen.tsx'
import './exam-console.css'

type Shown = ReplyOf<typeof showRoomRecord>

/** The record of each room: from the log, signed by two, printable. */
export const ExamRecord = ({ sitting }: { sitting: Sitting }) => {
  const say = useWords('examConsole')
  const id = useId()
  const console = useAsk(showConsole, { params: { sittingId: sitting.sittingId } })
  const [chosen, setChosen] = useState<string | null>(null)
  return (
    <Reading of={console} lines={8}>
      {({ rooms, items }) => {
        if (items.length === 0) return <EmptyState title={say('recordEmpty')} />
        const used = rooms.filter((room) => room.used)
        const roomId = chosen ?? used[0]?.roomId ?? null
        return (
          <>
            <div className="exam-room-head exam-no-print">
              <p className="block-lead">{say('recordLead')}</p>
              {used.length > 1 && (
                <div className="field">
                  <label htmlFor={id}>{say('recordFor')}</label>
                  <Select
                    id={id}
                    value={roomId}
                    onChange={setChosen}
                    options={used.map((room) => ({ value: room.roomId, label: room.name }))}
                  />
                </div>
              )}
            </div>
            <OfRoom key={roomId} sitting={sitting} roomId={roomId} />
          </>
        )
      }}
    </Reading>
  )
}

const OfRoom = ({ sitting, roomId }: { sitting: Sitting; roomId: string | null }) => {
  const say = useWords('examConsole')
  const params = { sittingId: sitting.sittingId }
  const room = roomId === null ? {} : { roomId }
  const read = useAsk(showRoomRecord, { params, query: room }, { every: 15_000 })
  const sign = useCommand(signRoomRecord, {
    done: (reply) => announce(say(reply.complete ? 'recordComplete' : 'recordSigned')),
  })
  return (
    <Reading of={read} lines={8}>
      {(shown) => (
        <article className="record">
          <Head shown={shown} sitting={sitting} />
          <Candidates shown={shown} />
          <Done shown={shown} />
          <Signatures shown={shown} />
          <div className="page-acts exam-no-print">
            <Button onClick={() => window.print()}>{say('print')}</Button>
            {shown.may['exam.record.sign'] && !shown.complete && !shown.mine && (
              <Button
                type="primary"
                disabled={shown.stillOpen > 0}
                loading={sign.busy}
                onClick={() => sign.send({ params, body: { ...room, hash: shown.newHash } })}
              >
                {say('recordSign')}
              </Button>
            )}
          </div>
          {!shown.complete && <p className="hint exam-no-print">{say('recordSignText')}</p>}
          <ProblemNotice error={sign.error} />
          <PrintFoot />
        </article>
      )}
    </Reading>
  )
}

const Head = ({ shown, sitting }: { shown: Shown; sitting: Sitting }) => {
  const say = useWords('examConsole')
  const language = useLanguage()
  const { content } = shown
  // What was signed bears the Chinese names; the heading says them in the reader's language.
  const site =
    content.site === sitting.siteName
      ? eitherName(language, content.site ?? '', sitting.siteNameEn ?? '')
      : content.site
  const title =
    content.title === sitting.title ? eitherName(language, content.title, sitting.titleEn) : content.title
  const count = (is: (one: Shown['content']['candidates'][number]) => boolean) =>
    content.candidates.filter(is).length
  return (
    <>
      <h2>
        {say('recordTitle')}
        {content.room && ` · ${[site, content.room].filter(Boolean).join(' ')}`}
      </h2>
      <p>
        {say('recordOf', { number: content.number, title })} · {shortInstant(content.opensAt)} –{' '}
        {timeOfInstant(content.closesAt)}
      </p>
      <p>
        {say('recordCounts', {
          all: content.candidates.length,
          sat: count((one) => one.startedAt !== null),
          absent: count((one) => one.state === 'absent'),
          late: count((one) => one.late),
        })}
      </p>
      {shown.stillOpen > 0 && (
        <p className="note note-amber exam-no-print">{say('recordOpen', { count: shown.stillOpen })}</p>
      )}
      {shown.changedSince && <p className="note note-amber">{say('recordChanged')}</p>}
    </>
  )
}

const Candidates = ({ shown }: { shown: Shown }) => {
  const say = useWords('examConsole')
  const exams = useWords('exams')
  return (
    <table className="table exam-table">
      <caption>{say('recordCandidates')}</caption>
      <thead>
        <tr>
          <th scope="col">{exams('name')}</th>
          <th scope="col">{say('recordSeat')}</th>
          <th scope="col">{say('state')}</th>
          <th scope="col">{say('recordStart')}</th>
          <th scope="col">{say('recordEnd')}</th>
          <th scope="col">{say('recordTime')}</th>
          <th scope="col">{say('recordReceipt')}</th>
        </tr>
      </thead>
      <tbody>
        {shown.content.candidates.toSorted(bySeat).map((one) => (
          <tr key={one.ticketNumber}>
            <td className="exam-wide">
              {one.name}
              <div className="hint number">
                {one.ticketNumber}
                {one.identitySeen && ` · ${say('seen')}`}
              </div>
            </td>
            <td className="number" data-word={say('recordSeat')}>
              {one.seat ?? '—'}
            </td>
            <td>
              {exams(`attempt.${one.state}`)}
              {one.late && ` · ${say('late')}`}
            </td>
            <td className="number" data-word={say('recordStart')}>
              {one.startedAt ? timeOfInstant(one.startedAt) : '—'}
            </td>
            <td className="number" data-word={say('recordEnd')}>
              {one.submittedAt ? timeOfInstant(one.submittedAt) : '—'}
              {one.submittedBy && one.submittedBy !== 'candidate' && (
                <div className="hint">{exams(`by.${one.submittedBy}`)}</div>
              )}
            </td>
            <td className="number" data-word={say('recordTime')}>
              {one.addedSeconds === 0 && one.heldSeconds === 0
                ? '—'
                : `${one.addedSeconds < 0 ? '−' : ''}${clockText(Math.abs(one.addedSeconds) * 1000)} / ${clockText(one.heldSeconds * 1000)}`}
            </td>
            <td className="number" data-word={say('recordReceipt')}>
              {one.receipt ?? '—'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const Done = ({ shown }: { shown: Shown }) => {
  const say = useWords('examConsole')
  const exams = useWords('exams')
  const { acts, candidates } = shown.content
  if (acts.length === 0) return <p>{say('recordNoActs')}</p>
  const names = new Map(candidates.map((one) => [one.ticketNumber, one.name]))
  return (
    <section>
      <h3>{say('recordActs')}</h3>
      <ol className="record-acts">
        {acts.map((act) => (
          <li key={`${act.at}-${act.kind}-${act.tickets.join()}`}>
            <span className="number">{timeOfInstant(act.at)}</span> <strong>{say(`done.${act.kind}`)}</strong>{' '}
            {actDetail(say, exams, act)} —{' '}
            {act.scope === 'seat'
              ? act.tickets.map((ticket) => names.get(ticket) ?? ticket).join('、')
              : say(`scope.${act.scope}`, { count: act.tickets.length })}
            {act.note && `：${act.note}`} <span className="hint">{act.by}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

const Signatures = ({ shown }: { shown: Shown }) => {
  const say = useWords('examConsole')
  const signatures = shown.signed?.signatures ?? []
  return (
    <section className="record-signatures">
      {shown.mine && !shown.complete && <p className="note">{say('recordMine')}</p>}
      {shown.complete && <p className="note">{say('recordComplete')}</p>}
      <dl className="console-facts">
        {(['recordFirst', 'recordSecond'] as const).map((word, at) => {
          const one = signatures[at]
          return (
            <div key={word}>
              <dt>{say(word)}</dt>
              <dd>
                {one
                  ? say('recordSignature', { name: one.name, at: shortInstant(one.signedAt) })
                  : say('recordUnsigned')}
              </dd>
            </div>
          )
        })}
        <div>
          <dt>{say('recordPaper')}</dt>
          <dd className="exam-hash number">{shown.content.paperHash}</dd>
        </div>
        <div>
          <dt>{say('recordHash')}</dt>
          <dd className="exam-hash number">{shown.hash}</dd>
        </div>
      </dl>
    </section>
  )
}
