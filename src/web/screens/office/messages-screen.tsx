import { Button, Modal } from 'antd'
import { useState } from 'react'
import {
  channels,
  deliveryRecord,
  deliveryStates,
  openMessage,
  tryAgain,
  type Delivery,
} from '../../../areas/notifications/contract.ts'
import { useCommand } from '../../api/use-command.ts'
import { shortInstant } from '../../i18n/dates.ts'
import { localeOf } from '../../i18n/language.ts'
import { useWords, type Word } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { announce } from '../../ui/notices.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { PlaceTabs } from '../../ui/place-tabs.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { RecordHistory } from '../../ui/record-drawer.tsx'
import { StateTag } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { FilterSelect } from '../../ui/table/filter-select.tsx'
import { usePage } from '../../ui/table/use-page.ts'
import { useView } from '../../ui/table/view.ts'

/** What was written to whom and what became of it; messages that were not sent are tried again or read here. */
export const MessagesScreen = () => {
  const say = useWords('messages')
  const states = useWords('states')
  const [view] = useView()
  const state = deliveryStates.find((one) => one === view['state'])
  const channel = channels.find((one) => one === view['channel'])
  const page = usePage(deliveryRecord, {
    query: { ...(state ? { state } : {}), ...(channel ? { channel } : {}) },
  })
  return (
    <>
      <PlaceTabs group="programme" />
      <PageHeader title={say('title')} lead={say('lead')} />
      <DataTable
        caption={say('title')}
        columns={useColumns()}
        page={page}
        rowKey={(row) => row.id}
        filters={
          <>
            <FilterSelect
              name="state"
              label={say('state')}
              options={deliveryStates.map((value) => ({ value, label: states(`delivery.${value}`) }))}
            />
            <FilterSelect
              name="channel"
              label={say('channel')}
              options={channels.map((value) => ({ value, label: say(`channel.${value}`) }))}
            />
          </>
        }
        empty={<EmptyState title={say('empty')} text={say('emptyText')} />}
      />
    </>
  )
}

const useColumns = (): readonly Column<Delivery>[] => {
  const say = useWords('messages')
  const states = useWords('states')
  // The server's codes and the words for them are the same lists; a word that were missing would show as its code.
  const what = (row: Delivery): string => say(`what.${row.template}` as Word<'messages'>)
  const why = useWhy()
  return [
    {
      key: 'to',
      title: say('to'),
      always: true,
      phone: 'heading',
      value: (row) => row.recipientName,
      show: (row) => row.recipientName ?? say('noName'),
    },
    {
      key: 'address',
      title: say('address'),
      value: (row) => row.hint,
      show: (row) => row.hint || '—',
    },
    { key: 'about', title: say('about'), value: what, show: what },
    {
      key: 'channel',
      title: say('channel'),
      extra: true,
      value: (row) => say(`channel.${row.channel}`),
      show: (row) => say(`channel.${row.channel}`),
    },
    {
      key: 'queuedAt',
      steady: true,
      title: say('queuedAt'),
      value: (row) => shortInstant(row.queuedAt),
      show: (row) => shortInstant(row.queuedAt),
    },
    { key: 'tries', figure: true, title: say('tries'), value: (row) => row.tries, show: (row) => row.tries },
    {
      key: 'state',
      title: say('state'),
      value: (row) => [states(`delivery.${row.state}`), why(row)].filter(Boolean).join(' '),
      show: (row) => (
        <>
          <StateTag state={`delivery.${row.state}`} />
          {why(row) && <div className="hint">{why(row)}</div>}
        </>
      ),
    },
    { key: 'acts', title: '', always: true, show: (row) => <MessageActs delivery={row} /> },
  ]
}

/** Why the last try failed and when the next one is; empty where neither is so. */
const useWhy = (): ((delivery: Delivery) => string) => {
  const say = useWords('messages')
  return ({ reason, replyCode, nextTryAt, state }) => {
    const failed = reason === '' ? '' : say(`reason.${reason}` as Word<'messages'>)
    const coded =
      replyCode === null || failed === '' ? failed : say('replyCode', { reason: failed, code: replyCode })
    const next =
      state === 'queued' && failed !== '' && nextTryAt
        ? say('nextTryAt', { at: shortInstant(nextTryAt) })
        : ''
    return [coded, next].filter((one) => one !== '').join(' · ')
  }
}

const MessageActs = ({ delivery }: { delivery: Delivery }) => {
  const say = useWords('messages')
  const [reading, setReading] = useState(false)
  const params = { deliveryId: delivery.id }
  const whom = delivery.recipientName ?? delivery.hint
  const again = useCommand(tryAgain, { done: () => announce(say('againDone')) })
  const open = useCommand(openMessage, { refresh: false })
  const read = () => {
    setReading(true)
    open.send({ params, body: {} })
  }
  return (
    <span className="lines-acts">
      <RecordHistory subjectId={delivery.id} of={whom} />
      {delivery.readable && (
        <Button type="link" size="small" onClick={read} aria-label={`${say('read')} ${whom}`}>
          {say('read')}
        </Button>
      )}
      {delivery.again && (
        <Button
          type="link"
          size="small"
          loading={again.busy}
          onClick={() => again.send({ params, body: {} })}
          aria-label={`${say('again')} ${whom}`}
        >
          {say('again')}
        </Button>
      )}
      <ProblemNotice error={again.error} />
      <Modal
        open={reading}
        title={say('readTitle')}
        footer={<Button onClick={() => setReading(false)}>{say('close')}</Button>}
        onCancel={() => setReading(false)}
        loading={open.busy}
        destroyOnHidden
      >
        <ProblemNotice error={open.error} />
        {open.reply && (
          <>
            <p className="hint">{say('readNote')}</p>
            <dl className="message-head">
              <dt>{say('readTo')}</dt>
              <dd>{open.reply.to}</dd>
              {open.reply.subject && (
                <>
                  <dt>{say('readSubject')}</dt>
                  <dd>{open.reply.subject}</dd>
                </>
              )}
            </dl>
            <pre className="message-text" lang={localeOf[delivery.language]}>
              {open.reply.text}
            </pre>
          </>
        )}
      </Modal>
    </span>
  )
}
