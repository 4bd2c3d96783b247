import { MoreOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import {
  cancelClass,
  exportEnrolments,
  openEnrolment,
  startClass,
  type ClassDetail,
} from '../../../areas/training/contract.ts'
import { callForFile } from '../../api/call.ts'
import { useCommand } from '../../api/use-command.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { ConfirmByNumber } from '../../ui/confirm-by-number.tsx'
import { announce, announceFailure } from '../../ui/notices.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { saveFile } from '../../ui/table/csv.ts'

/** Acts upon a class besides the next one: change, open enrolment, start, export, cancel. */
export const ClassActs = ({ found }: { found: ClassDetail }) => {
  const say = useWords('training')
  const ui = useWords('ui')
  const language = useLanguage()
  const navigate = useNavigate()
  const [cancelling, setCancelling] = useState(false)
  const params = { classId: found.id }
  const open = useCommand(openEnrolment, { done: () => announce(say('enrolmentOpened')) })
  const start = useCommand(startClass, { done: () => announce(say('classStarted')) })
  const cancel = useCommand(cancelClass, {
    done: () => {
      setCancelling(false)
      announce(say('classCancelled'))
    },
  })
  const save = async () => {
    try {
      saveFile(
        `${found.filingNumber}.xlsx`,
        await callForFile(exportEnrolments, { params, query: { language } }),
      )
    } catch {
      announceFailure(ui('exportFailed'))
    }
  }
  const change = found.may['class.change'] ?? false
  const acts = [
    {
      key: 'edit',
      label: say('edit'),
      shown: change,
      act: () => void navigate({ to: '/classes/$classId/edit', params }),
    },
    {
      key: 'open',
      label: say('openEnrolment'),
      shown: change && found.state === 'filed',
      act: () => open.send({ params, body: {} }),
    },
    {
      key: 'start',
      label: say('start'),
      shown: change && (found.state === 'filed' || found.state === 'enrolling'),
      act: () => start.send({ params, body: {} }),
    },
    // While a class runs the first button is another; latecomers still come by roster.
    {
      key: 'roster',
      label: say('importRoster'),
      shown: (found.may['enrolment.add'] ?? false) && found.state === 'running',
      act: () => void navigate({ to: '/classes/$classId/roster', params }),
    },
    { key: 'export', label: say('exportPeople'), shown: true, act: () => void save() },
    {
      key: 'close',
      label: say('closingList'),
      shown: found.may['attendance.read'] && found.state === 'running',
      act: () => void navigate({ to: '/classes/$classId/close', params }),
    },
    {
      key: 'cancel',
      label: say('cancelClass'),
      shown: found.may['class.cancel'],
      danger: true,
      act: () => setCancelling(true),
    },
  ].filter((one) => one.shown)
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: acts.map(({ key, label, danger }) => ({ key, label, ...(danger ? { danger } : {}) })),
          onClick: ({ key }) => acts.find((one) => one.key === key)?.act(),
        }}
      >
        <Button icon={<MoreOutlined aria-hidden />} loading={open.busy || start.busy}>
          {say('moreActs')}
        </Button>
      </Dropdown>
      <ProblemNotice error={open.error ?? start.error} />
      <ConfirmByNumber
        open={cancelling}
        title={say('cancelClassTitle', { name: eitherName(language, found.name, found.nameEn) })}
        number={found.filingNumber}
        numberName={say('filingNumber')}
        reasonLabel={say('reason')}
        actWord={say('cancelClass')}
        busy={cancel.busy}
        error={cancel.error}
        confirm={({ number, reason }) => cancel.send({ params, body: { filingNumber: number, reason } })}
        cancel={() => setCancelling(false)}
      >
        {say('cancelClassText', { count: found.enrolled + found.waiting })}
      </ConfirmByNumber>
    </>
  )
}
