import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import {
  enrolmentStates,
  exportEnrolments,
  listEnrolments,
  withdrawEnrolment,
  type ClassDetail,
  type EnrolmentRow,
} from '../../../areas/training/contract.ts'
import { callForFile } from '../../api/call.ts'
import { useCommand } from '../../api/use-command.ts'
import { shortInstant } from '../../i18n/dates.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { announce } from '../../ui/notices.tsx'
import { StateTag } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { saveFile } from '../../ui/table/csv.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { FilterSelect } from '../../ui/table/filter-select.tsx'
import { usePage } from '../../ui/table/use-page.ts'
import { useView } from '../../ui/table/view.ts'

/** People of a class in seating order, with the waiting list and, once closed, the results. */
export const ClassPeople = ({ found }: { found: ClassDetail }) => {
  const say = useWords('training')
  const states = useWords('states')
  const language = useLanguage()
  const navigate = useNavigate()
  const [view] = useView()
  const [leaving, setLeaving] = useState<EnrolmentRow | null>(null)
  const state = enrolmentStates.find((one) => one === view['state'])
  const params = { classId: found.id }
  const page = usePage(listEnrolments, {
    params,
    query: { ...(state ? { state } : {}), ...(view['q'] ? { q: view['q'] } : {}) },
  })
  const counts = page.reply?.counts ?? {}
  return (
    <>
      <DataTable
        caption={say('tabPeople')}
        columns={useColumns(found, setLeaving)}
        page={page}
        rowKey={(row) => row.id}
        open={(row) => void navigate({ to: '/enrolments/$enrolmentId', params: { enrolmentId: row.id } })}
        search={say('searchPeople')}
        filters={
          <FilterSelect
            name="state"
            label={say('state')}
            options={enrolmentStates.map((value) => ({
              value,
              label: `${states(`enrolment.${value}`)} ${counts[value] ?? 0}`,
            }))}
          />
        }
        exportFile={{
          word: say('exportPeople'),
          save: async () =>
            saveFile(
              `${found.filingNumber}.xlsx`,
              await callForFile(exportEnrolments, { params, query: { language } }),
            ),
        }}
        empty={
          <EmptyState
            title={say('noPeople')}
            text={say('noPeopleText')}
            act={
              found.may['enrolment.add'] && (
                <Button
                  type="primary"
                  onClick={() => void navigate({ to: '/classes/$classId/roster', params })}
                >
                  {say('importRoster')}
                </Button>
              )
            }
          />
        }
      />
      {leaving && <Withdraw row={leaving} close={() => setLeaving(null)} />}
    </>
  )
}

const Withdraw = ({ row, close }: { row: EnrolmentRow; close: () => void }) => {
  const say = useWords('training')
  const withdraw = useCommand(withdrawEnrolment, {
    done: ({ promoted }) => {
      announce(promoted > 0 ? say('withdrawnPromoted', { count: promoted }) : say('withdrawn'))
      close()
    },
  })
  return (
    <AskReason
      open
      title={say('withdrawTitle', { name: row.name })}
      label={say('reason')}
      actWord={say('withdraw')}
      danger
      busy={withdraw.busy}
      error={withdraw.error}
      act={(reason) => withdraw.send({ params: { enrolmentId: row.id }, body: { reason } })}
      cancel={close}
    >
      {say('withdrawText')}
    </AskReason>
  )
}

const useColumns = (
  found: ClassDetail,
  leave: (row: EnrolmentRow) => void,
): readonly Column<EnrolmentRow>[] => {
  const say = useWords('training')
  const states = useWords('states')
  const decided = found.state === 'closing' || found.state === 'closed'
  return [
    {
      key: 'seat',
      title: say('seat'),
      figure: true,
      phone: 'none',
      value: (row) => row.seat,
      show: (row) => row.seat,
    },
    {
      key: 'name',
      title: say('name'),
      always: true,
      phone: 'heading',
      value: (row) => row.name,
      show: (row) => (
        <Link to="/enrolments/$enrolmentId" params={{ enrolmentId: row.id }}>
          {row.name}
        </Link>
      ),
    },
    {
      key: 'personClass',
      title: say('personClass'),
      value: (row) => row.personClass,
      show: (row) => row.personClass ?? '—',
    },
    {
      key: 'employer',
      title: say('employer'),
      value: (row) => row.employerName,
      show: (row) => row.employerName ?? '—',
    },
    {
      key: 'source',
      title: say('source'),
      extra: true,
      value: (row) => say(`source.${row.source}`),
      show: (row) => say(`source.${row.source}`),
    },
    {
      key: 'appliedAt',
      title: say('appliedAt'),
      extra: true,
      value: (row) => shortInstant(row.appliedAt),
      show: (row) => shortInstant(row.appliedAt),
    },
    {
      key: 'rosterRow',
      title: say('rosterRow'),
      extra: true,
      figure: true,
      value: (row) => row.rosterRow,
      show: (row) => row.rosterRow ?? '—',
    },
    {
      key: 'minutes',
      title: say('minutesProven'),
      figure: true,
      value: (row) => row.attendedMinutes,
      show: (row) => (
        <Link
          to="/enrolments/$enrolmentId"
          params={{ enrolmentId: row.id }}
          aria-label={`${row.attendedMinutes} ${say('openAttendanceOf', { name: row.name })}`}
        >
          {row.attendedMinutes}
        </Link>
      ),
    },
    ...(decided
      ? [
          {
            key: 'score',
            title: say('score'),
            figure: true,
            value: (row: EnrolmentRow) => row.outcome?.score ?? null,
            show: (row: EnrolmentRow) => row.outcome?.score ?? '—',
          },
        ]
      : []),
    {
      key: 'state',
      title: say('state'),
      value: (row) => states(`enrolment.${row.state}`),
      show: (row) => (
        <>
          <StateTag state={`enrolment.${row.state}`} />
          {row.waitingPosition !== null && (
            <div className="hint">{say('waitingAt', { position: row.waitingPosition })}</div>
          )}
          {row.withdrawnReason !== '' && (
            <div className="hint">
              {row.withdrawnReason === 'no-place' ? say('noPlaceLeft') : row.withdrawnReason}
            </div>
          )}
        </>
      ),
    },
    {
      key: 'acts',
      title: '',
      always: true,
      show: (row) =>
        row.may['enrolment.withdraw'] && (
          <Button
            type="link"
            size="small"
            aria-label={`${say('withdraw')} ${row.name}`}
            onClick={() => leave(row)}
          >
            {say('withdraw')}
          </Button>
        ),
    },
  ]
}
