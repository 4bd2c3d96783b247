import { Button } from 'antd'
import { listTickets, printTickets, renewTicket } from '../../../areas/exams/contract.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { addressOf } from '../../api/call.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { useEitherName, useWords } from '../../i18n/words.ts'
import { announce } from '../../ui/notices.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Reading } from '../../ui/reading.tsx'
import type { Column } from '../../ui/table/column.ts'
import { csvOf, saveFile } from '../../ui/table/csv.ts'
import { placeOf } from './exam-seat-words.ts'
import type { Sitting } from './exam-sitting-screen.tsx'

type Ticket = ReplyOf<typeof listTickets>['items'][number]

/** Numbers and codes to hand out in the room; printed, exported, or renewed one by one. */
export const ExamTickets = ({ sitting }: { sitting: Sitting }) => {
  const say = useWords('exams')
  const console = useWords('examConsole')
  const either = useEitherName()
  const read = useAsk(listTickets, { params: { sittingId: sitting.sittingId } })
  return (
    <Reading of={read} lines={8}>
      {({ items }) => (
        <>
          <div className="exam-room-head">
            <p className="block-lead">
              {say('ticketsLead')}
              <br />
              {say('examAddress')} <code>{`${window.location.origin}/exam`}</code>
            </p>
            <div className="page-acts exam-no-print">
              <Button onClick={() => save(say, console, either(sitting.title, sitting.titleEn), items)}>
                {say('export')}
              </Button>
              <Button
                type="primary"
                href={addressOf(printTickets, { params: { sittingId: sitting.sittingId } })}
                target="_blank"
                disabled={items.length === 0 || sitting.phase === 'cancelled'}
              >
                {say('printTickets')}
              </Button>
            </div>
          </div>

          <table className="table exam-table">
            <caption className="for-readers">{say('tabTickets')}</caption>
            <thead>
              <tr>
                <th scope="col">{say('name')}</th>
                <th scope="col">{say('seat')}</th>
                <th scope="col">{say('ticket')}</th>
                <th scope="col">{say('code')}</th>
                <th scope="col" className="exam-no-print">
                  <span className="for-readers">{say('renew')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((one) => (
                <tr key={one.attemptId}>
                  <td className="exam-wide">{one.name}</td>
                  <td data-word={say('seat')}>{placeOf(console, one)}</td>
                  <td className="number" data-word={say('ticket')}>
                    {one.ticketNumber}
                  </td>
                  <td className="number exam-ticket-code" data-word={say('code')}>
                    {one.code}
                  </td>
                  <td className="exam-no-print">
                    <Renew ticket={one} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Reading>
  )
}

const Renew = ({ ticket }: { ticket: Ticket }) => {
  const say = useWords('exams')
  const renew = useCommand(renewTicket, { done: () => announce(say('renewed', { name: ticket.name })) })
  return (
    <>
      <Button
        size="small"
        loading={renew.busy}
        onClick={() => renew.send({ params: { attemptId: ticket.attemptId } })}
      >
        {say('renew')}
      </Button>
      <ProblemNotice error={renew.error} />
    </>
  )
}

const save = (
  say: ReturnType<typeof useWords<'exams'>>,
  console: ReturnType<typeof useWords<'examConsole'>>,
  title: string,
  items: readonly Ticket[],
) => {
  const columns: Column<Ticket>[] = [
    { key: 'name', title: say('name'), show: () => null, value: (one) => one.name },
    { key: 'seat', title: say('seat'), show: () => null, value: (one) => placeOf(console, one) },
    { key: 'ticket', title: say('ticket'), show: () => null, value: (one) => one.ticketNumber },
    { key: 'code', title: say('code'), show: () => null, value: (one) => one.code },
  ]
  saveFile(`${title}-${say('tabTickets')}.csv`, new Blob([csvOf(columns, items)], { type: 'text/csv' }))
}
