import { PlusOutlined } from '@ant-design/icons'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { modes } from '../../../areas/programme/contract.ts'
import { classStates, listClasses, type ClassRow } from '../../../areas/training/contract.ts'
import { useActingRole, type RoleName } from '../../api/session.ts'
import { eitherName, useLanguage, useWords, type Word } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { StateTag } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { FilterSelect } from '../../ui/table/filter-select.tsx'
import { usePage } from '../../ui/table/use-page.ts'
import { useView } from '../../ui/table/view.ts'

const leads: Readonly<Partial<Record<RoleName, Word<'training'>>>> = {
  office: 'leadOffice',
  institution: 'leadInstitution',
  employer: 'leadEmployer',
  district: 'leadDistrict',
  association: 'leadAssociation',
}

/** Training classes within the reader's scope. */
export const ClassesScreen = () => {
  const say = useWords('training')
  const role = useActingRole()?.role
  const institution = role === 'institution'
  return (
    <>
      <PageHeader
        title={say('classes')}
        lead={say((role && leads[role]) ?? 'leadOther')}
        acts={institution && <FileButton />}
      />
      <ClassTable institution={institution} />
    </>
  )
}

const FileButton = () => {
  const say = useWords('training')
  const navigate = useNavigate()
  return (
    <Button
      type="primary"
      icon={<PlusOutlined aria-hidden />}
      onClick={() => void navigate({ to: '/classes/new' })}
    >
      {say('file')}
    </Button>
  )
}

const oneOf = <T extends string>(values: readonly T[], value: string | undefined): T | undefined =>
  values.find((one) => one === value)

const ClassTable = ({ institution }: { institution: boolean }) => {
  const say = useWords('training')
  const states = useWords('states')
  const catalogue = useWords('catalogue')
  const navigate = useNavigate()
  const [view] = useView()
  const state = oneOf(classStates, view['state'])
  const mode = oneOf(modes, view['mode'])
  const page = usePage(listClasses, {
    query: {
      ...(state ? { state } : {}),
      ...(mode ? { mode } : {}),
      ...(view['overdue'] === 'true' ? { overdue: true } : {}),
      ...(view['q'] ? { q: view['q'] } : {}),
    },
  })
  const counts = page.reply?.counts ?? {}
  const stateOption = (value: (typeof classStates)[number]) => ({
    value,
    label: `${states(`class.${value}`)} ${counts[value] ?? 0}`,
  })
  return (
    <DataTable
      caption={say('classes')}
      columns={useColumns()}
      page={page}
      rowKey={(row) => row.id}
      open={(row) => void navigate({ to: '/classes/$classId', params: { classId: row.id } })}
      search={say('search')}
      filters={
        <>
          <FilterSelect name="state" label={say('state')} options={classStates.map(stateOption)} />
          <FilterSelect
            name="mode"
            label={say('mode')}
            options={modes.map((value) => ({ value, label: catalogue(`mode.${value}`) }))}
          />
          <FilterSelect
            name="overdue"
            label={say('attendance')}
            options={[{ value: 'true', label: say('onlyOverdue') }]}
          />
        </>
      }
      empty={<EmptyState title={say('empty')} text={say(institution ? 'emptyInstitution' : 'emptyOther')} />}
    />
  )
}

const useColumns = (): readonly Column<ClassRow>[] => {
  const say = useWords('training')
  const states = useWords('states')
  const catalogue = useWords('catalogue')
  const language = useLanguage()
  const institution = useActingRole()?.role === 'institution'
  return [
    {
      key: 'name',
      title: say('class'),
      always: true,
      phone: 'heading',
      value: (row) => eitherName(language, row.name, row.nameEn),
      show: (row) => (
        <>
          <Link to="/classes/$classId" params={{ classId: row.id }}>
            {eitherName(language, row.name, row.nameEn)}
          </Link>
          <div className="hint number">{row.filingNumber}</div>
        </>
      ),
    },
    {
      key: 'filingNumber',
      title: say('filingNumber'),
      extra: true,
      phone: 'none',
      value: (row) => row.filingNumber,
      show: (row) => <code>{row.filingNumber}</code>,
    },
    {
      key: 'course',
      title: say('course'),
      extra: true,
      phone: 'none',
      value: (row) => eitherName(language, row.courseTitle, row.courseTitleEn),
      show: (row) => eitherName(language, row.courseTitle, row.courseTitleEn),
    },
    {
      key: 'institution',
      title: say('institution'),
      extra: institution,
      value: (row) => eitherName(language, row.institutionName, row.institutionNameEn),
      show: (row) => eitherName(language, row.institutionName, row.institutionNameEn),
    },
    {
      key: 'mode',
      title: say('mode'),
      value: (row) => catalogue(`mode.${row.mode}`),
      show: (row) => catalogue(`mode.${row.mode}`),
    },
    { key: 'from', title: say('firstDay'), figure: true, value: (row) => row.from, show: (row) => row.from },
    { key: 'to', title: say('lastDay'), figure: true, value: (row) => row.to, show: (row) => row.to },
    {
      key: 'people',
      title: say('people'),
      figure: true,
      value: (row) => say('peopleOfPlaces', { enrolled: row.enrolled, capacity: row.capacity }),
      show: (row) => (
        <>
          {row.enrolled} / {row.capacity}
          {row.waiting > 0 && <div className="hint">{say('waitingCount', { count: row.waiting })}</div>}
        </>
      ),
    },
    {
      key: 'attendance',
      title: say('attendance'),
      figure: true,
      value: (row) => `${row.sessionsConfirmed}/${row.sessions}`,
      show: (row) => (
        <>
          {row.sessionsConfirmed} / {row.sessions}
          {row.sessionsOverdue > 0 && row.state !== 'cancelled' && (
            <div>
              <span className="status status-attention">
                {say('overdueCount', { count: row.sessionsOverdue })}
              </span>
            </div>
          )}
        </>
      ),
    },
    {
      key: 'state',
      title: say('state'),
      value: (row) => states(`class.${row.state}`),
      show: (row) => <StateTag state={`class.${row.state}`} />,
    },
  ]
}
