import { PlusOutlined, SearchOutlined } from '@ant-design/icons'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { listPeople, type PersonSummary } from '../../../areas/people/contract.ts'
import { useActingRole, type RoleName } from '../../api/session.ts'
import { useWords, type Word } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { PlaceTabs } from '../../ui/place-tabs.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { FilterSelect } from '../../ui/table/filter-select.tsx'
import { usePage } from '../../ui/table/use-page.ts'
import { useView } from '../../ui/table/view.ts'
import { FindByNumber } from './find-by-number.tsx'

const leads: Partial<Record<RoleName, Word<'people'>>> = {
  office: 'leadOffice',
  employer: 'leadEmployer',
  institution: 'leadInstitution',
  district: 'leadDistrict',
  association: 'leadAssociation',
}

/** People as far as the reader's role reaches: the office everybody, an employer its staff, an institution its trainees. */
export const PeopleScreen = () => {
  const say = useWords('people')
  const moves = useWords('moves')
  const reviews = useWords('titleReviews')
  const navigate = useNavigate()
  const [finding, setFinding] = useState(false)
  const role = useActingRole()?.role ?? 'professional'
  const mayFind = role === 'office' || role === 'employer' || role === 'institution'
  const add = (role === 'office' || role === 'employer') && (
    <Button
      type="primary"
      icon={<PlusOutlined aria-hidden />}
      onClick={() => void navigate({ to: '/people/new' })}
    >
      {say('add')}
    </Button>
  )
  return (
    <>
      <PlaceTabs group="people" />
      <PageHeader
        title={role === 'employer' ? say('titleStaff') : say('title')}
        lead={say(leads[role] ?? 'leadOffice')}
        acts={
          <>
            {(role === 'office' || role === 'employer') && (
              <Link to="/employment-requests">{moves('title')}</Link>
            )}
            {role === 'employer' && <Link to="/title-reviews">{reviews('title')}</Link>}
            {role === 'office' && <Link to="/class-proposals">{say('proposals')}</Link>}
            {mayFind && (
              <Button icon={<SearchOutlined aria-hidden />} onClick={() => setFinding(true)}>
                {say('find')}
              </Button>
            )}
            {add}
          </>
        }
      />
      <PeopleTable role={role} />
      {finding && <FindByNumber close={() => setFinding(false)} />}
    </>
  )
}

const emptyTexts: Readonly<Partial<Record<RoleName, Word<'people'>>>> = {
  office: 'emptyOffice',
  employer: 'emptyEmployer',
  institution: 'emptyInstitution',
}

const classes = ['A', 'B', 'C', 'D', 'E', 'F'] as const

const PeopleTable = ({ role }: { role: RoleName }) => {
  const say = useWords('people')
  const navigate = useNavigate()
  const [view] = useView()
  const personClass = classes.find((one) => one === view['class'])
  const page = usePage(listPeople, {
    query: { ...(personClass ? { class: personClass } : {}), ...(view['q'] ? { q: view['q'] } : {}) },
  })
  return (
    <DataTable
      caption={say('title')}
      columns={useColumns()}
      page={page}
      rowKey={(row) => row.id}
      open={(row) => void navigate({ to: '/people/$personId', params: { personId: row.id } })}
      search={say('search')}
      filters={
        <FilterSelect
          name="class"
          label={say('class')}
          options={classes
            .slice(0, 3)
            .map((value) => ({ value, label: say('classNamed', { class: value }) }))}
        />
      }
      empty={<EmptyState title={say('empty')} text={say(emptyTexts[role] ?? 'emptyScope')} />}
    />
  )
}

const useColumns = (): readonly Column<PersonSummary>[] => {
  const say = useWords('people')
  const employers = (row: PersonSummary) => row.employers.map(({ name }) => name).join(say('comma'))
  const posts = (row: PersonSummary) =>
    row.employers.flatMap(({ post }) => (post === '' ? [] : [post])).join(say('comma'))
  return [
    {
      key: 'name',
      title: say('name'),
      always: true,
      phone: 'heading',
      value: (row) => row.name,
      show: (row) => (
        <Link to="/people/$personId" params={{ personId: row.id }}>
          {row.name}
        </Link>
      ),
    },
    {
      key: 'identity',
      title: say('identity'),
      value: (row) => row.identityMasked,
      show: (row) => <code>{row.identityMasked}</code>,
    },
    {
      key: 'sex',
      title: say('sex'),
      extra: true,
      phone: 'none',
      value: (row) => (row.sex ? say(`sex.${row.sex}`) : ''),
      show: (row) => (row.sex ? say(`sex.${row.sex}`) : '—'),
    },
    {
      key: 'birthYear',
      title: say('birthYear'),
      figure: true,
      phone: 'none',
      value: (row) => row.birthYear,
      show: (row) => row.birthYear ?? '—',
    },
    { key: 'employer', title: say('employer'), value: employers, show: (row) => employers(row) || '—' },
    { key: 'post', title: say('post'), phone: 'none', value: posts, show: (row) => posts(row) || '—' },
    {
      key: 'class',
      title: say('class'),
      phone: 'state',
      value: (row) => row.class,
      show: (row) =>
        row.class ? say('classNamed', { class: row.class }) : <span className="hint">{say('noClass')}</span>,
    },
  ]
}
