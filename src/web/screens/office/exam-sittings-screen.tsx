import { PlusOutlined } from '@ant-design/icons'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { listSittings } from '../../../areas/exams/contract.ts'
import { useActingRole } from '../../api/session.ts'
import { shortInstant } from '../../i18n/dates.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { usePage } from '../../ui/table/use-page.ts'
import { useView } from '../../ui/table/view.ts'
import { phaseTones, resultTones, sittingPlace, type SittingRow } from '../site/exam-words.ts'

/** All sittings the reader is concerned with: the office's, the institution's, the site's. */
export const ExamSittingsScreen = () => {
  const say = useWords('exams')
  const navigate = useNavigate()
  const [view] = useView()
  const role = useActingRole()?.role
  const office = role === 'office'
  const page = usePage(listSittings, { query: view['class'] ? { classId: view['class'] } : {} })
  const arrange = office && (
    <Button
      type="primary"
      icon={<PlusOutlined aria-hidden />}
      onClick={() => void navigate({ to: '/exams/new' })}
    >
      {say('arrange')}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={say('title')}
        lead={say(office ? 'leadOffice' : role === 'institution' ? 'leadInstitution' : 'leadSite')}
        acts={arrange}
      />
      <DataTable
        caption={say('title')}
        columns={useColumns()}
        page={page}
        rowKey={(row) => row.sittingId}
        open={(row) => void navigate({ to: '/exams/$sittingId', params: { sittingId: row.sittingId } })}
        empty={<EmptyState title={say('empty')} text={say(office ? 'emptyOffice' : 'emptyOther')} />}
      />
    </>
  )
}

const useColumns = (): readonly Column<SittingRow>[] => {
  const say = useWords('exams')
  const language = useLanguage()
  return [
    {
      key: 'title',
      title: say('sitting'),
      always: true,
      phone: 'heading',
      value: (row) => eitherName(language, row.title, row.titleEn),
      show: (row) => (
        <>
          <Link to="/exams/$sittingId" params={{ sittingId: row.sittingId }}>
            {eitherName(language, row.title, row.titleEn)}
          </Link>
          {row.className && row.className !== row.title && (
            <div className="hint">{eitherName(language, row.className, row.classNameEn ?? '')}</div>
          )}
        </>
      ),
    },
    {
      key: 'number',
      title: say('number'),
      figure: true,
      extra: true,
      phone: 'none',
      value: (row) => row.number,
      show: (row) => row.number,
    },
    {
      key: 'site',
      title: say('site'),
      value: (row) => sittingPlace(language, row),
      show: (row) => (
        <>
          {row.siteName === null ? (
            <span className="hint">{say('noSite')}</span>
          ) : (
            eitherName(language, row.siteName, row.siteNameEn ?? '')
          )}
          {row.roomName && <div className="hint">{row.roomName}</div>}
        </>
      ),
    },
    {
      key: 'opens',
      title: say('opens'),
      figure: true,
      value: (row) => shortInstant(row.opensAt),
      show: (row) => shortInstant(row.opensAt),
    },
    {
      key: 'closes',
      title: say('closes'),
      figure: true,
      extra: true,
      value: (row) => shortInstant(row.closesAt),
      show: (row) => shortInstant(row.closesAt),
    },
    {
      key: 'candidates',
      title: say('candidates'),
      figure: true,
      value: (row) => row.candidates,
      show: (row) => row.candidates,
    },
    {
      key: 'submitted',
      title: say('submitted'),
      figure: true,
      value: (row) => row.submitted,
      show: (row) => (
        <>
          {row.submitted}
          {row.running > 0 && (
            <div className="hint">
              {say('running')} {row.running}
            </div>
          )}
        </>
      ),
    },
    {
      key: 'results',
      title: say('results'),
      value: (row) => say(`results.${row.results}`),
      show: (row) => <StatusTag tone={resultTones[row.results]} word={say(`results.${row.results}`)} />,
    },
    {
      key: 'state',
      title: say('state'),
      phone: 'state',
      value: (row) => say(`phase.${row.phase}`),
      show: (row) => <StatusTag tone={phaseTones[row.phase]} word={say(`phase.${row.phase}`)} />,
    },
  ]
}
