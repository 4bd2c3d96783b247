import { PlusOutlined } from '@ant-design/icons'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { courseStatuses, listCourses, type CourseRow } from '../../../areas/catalogue/contract.ts'
import { useActingRole } from '../../api/session.ts'
import { useClassHours } from '../../api/use-class-hours.ts'
import { shortInstant } from '../../i18n/dates.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { PlaceTabs } from '../../ui/place-tabs.tsx'
import { StateTag } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { FilterSelect } from '../../ui/table/filter-select.tsx'
import { usePage } from '../../ui/table/use-page.ts'
import { useView } from '../../ui/table/view.ts'
import { ProgrammeFilter } from './programme-filter.tsx'

/** Courses declared: the office's list to decide, or an institution's own. */
export const CoursesScreen = () => {
  const say = useWords('catalogue')
  const role = useActingRole()?.role
  const institution = role === 'institution'
  return (
    <>
      <PlaceTabs group="appraisal" />
      <PageHeader
        title={say(institution ? 'ownTitle' : 'title')}
        lead={say(institution ? 'ownLead' : 'lead')}
        acts={institution && <DeclareButton />}
      />
      <CourseTable institution={institution} />
    </>
  )
}

const DeclareButton = () => {
  const say = useWords('catalogue')
  const navigate = useNavigate()
  return (
    <Button
      type="primary"
      icon={<PlusOutlined aria-hidden />}
      onClick={() => void navigate({ to: '/courses/new' })}
    >
      {say('declare')}
    </Button>
  )
}

const CourseTable = ({ institution }: { institution: boolean }) => {
  const say = useWords('catalogue')
  const states = useWords('states')
  const navigate = useNavigate()
  const [view] = useView()
  const status = courseStatuses.find((one) => one === view['status'])
  const page = usePage(listCourses, {
    query: {
      ...(status ? { status } : {}),
      ...(view['programme'] ? { programmeId: view['programme'] } : {}),
      ...(view['q'] ? { q: view['q'] } : {}),
    },
  })
  return (
    <DataTable
      caption={say(institution ? 'ownTitle' : 'title')}
      columns={useColumns(institution)}
      page={page}
      rowKey={(row) => row.versionId}
      open={(row) => void navigate({ to: '/courses/$courseId', params: { courseId: row.courseId } })}
      search={say('search')}
      filters={
        <>
          <FilterSelect
            name="status"
            label={say('state')}
            options={courseStatuses.map((value) => ({ value, label: states(`course.${value}`) }))}
          />
          <ProgrammeFilter />
        </>
      }
      empty={
        <EmptyState
          title={say(institution ? 'ownEmpty' : 'empty')}
          text={say(institution ? 'ownEmptyText' : 'emptyText')}
        />
      }
    />
  )
}

const useColumns = (institution: boolean): readonly Column<CourseRow>[] => {
  const say = useWords('catalogue')
  const hours = useClassHours()
  const states = useWords('states')
  const language = useLanguage()
  const place: readonly Column<CourseRow>[] = institution
    ? []
    : [
        {
          key: 'institution',
          title: say('institution'),
          value: (row) => row.institutionName,
          show: (row) => eitherName(language, row.institutionName, row.institutionNameEn),
        },
      ]
  return [
    {
      key: 'title',
      title: say('course'),
      always: true,
      phone: 'heading',
      value: (row) => row.title,
      show: (row) => (
        <Link to="/courses/$courseId" params={{ courseId: row.courseId }}>
          {eitherName(language, row.title, row.titleEn)}
        </Link>
      ),
    },
    {
      key: 'code',
      steady: true,
      title: say('code'),
      value: (row) => row.code,
      show: (row) => <code>{row.code}</code>,
    },
    ...place,
    {
      key: 'keyArea',
      title: say('keyArea'),
      value: (row) => row.keyArea.name,
      show: (row) => eitherName(language, row.keyArea.name, row.keyArea.nameEn),
    },
    {
      key: 'version',
      title: say('version'),
      figure: true,
      phone: 'none',
      value: (row) => row.number,
      show: (row) => row.number,
    },
    {
      key: 'minutes',
      title: say('hours'),
      figure: true,
      value: (row) => hours(row.programmeId, row.totalMinutes),
      show: (row) => hours(row.programmeId, row.totalMinutes),
    },
    {
      key: 'submittedAt',
      steady: true,
      title: say('submittedAt'),
      extra: institution,
      value: (row) => (row.submittedAt ? shortInstant(row.submittedAt) : null),
      show: (row) => (row.submittedAt ? shortInstant(row.submittedAt) : '—'),
    },
    {
      key: 'changedAt',
      steady: true,
      title: say('changedAt'),
      extra: !institution,
      value: (row) => shortInstant(row.changedAt),
      show: (row) => shortInstant(row.changedAt),
    },
    {
      key: 'state',
      title: say('state'),
      phone: 'state',
      value: (row) => states(`course.${row.status}`),
      show: (row) => <StateTag state={`course.${row.status}`} />,
    },
  ]
}
