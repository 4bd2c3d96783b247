import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import {
  certificateStatuses,
  certificateTypes,
  listCertificates,
  type Listed,
} from '../../../areas/certificates/contract.ts'
import { useActingRole, type RoleName } from '../../api/session.ts'
import { gradeText } from '../../i18n/grade.ts'
import { eitherName, useLanguage, useWords, type Word } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { certificateState, StateTag } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { FilterSelect } from '../../ui/table/filter-select.tsx'
import { usePage } from '../../ui/table/use-page.ts'
import { useView } from '../../ui/table/view.ts'

const leads: Readonly<Partial<Record<RoleName, Word<'certificates'>>>> = {
  office: 'leadOffice',
  institution: 'leadInstitution',
  employer: 'leadEmployer',
}

/** The register of certificates within the reader's reach. */
export const CertificatesScreen = () => {
  const say = useWords('certificates')
  const states = useWords('states')
  const navigate = useNavigate()
  const role = useActingRole()?.role
  const [view] = useView()
  const status = certificateStatuses.find((one) => one === view['status'])
  const type = certificateTypes.find((one) => one === view['type'])
  const page = usePage(listCertificates, {
    query: {
      ...(status ? { status } : {}),
      ...(type ? { type } : {}),
      ...(view['class'] ? { classId: view['class'] } : {}),
      ...(view['closing'] ? { closingId: view['closing'] } : {}),
      ...(view['q'] ? { q: view['q'] } : {}),
    },
  })
  const options = certificateStatuses.map((value) => ({ value, label: states(`certificate.${value}`) }))
  return (
    <>
      <PageHeader
        title={say('title')}
        lead={say((role && leads[role]) ?? 'leadOther')}
        acts={
          <>
            <Button onClick={() => void navigate({ to: '/credential-check' })}>{say('outsideOpen')}</Button>
            {role === 'employer' && (
              <Button onClick={() => void navigate({ to: '/certificate-batches' })}>
                {say('batchOpen')}
              </Button>
            )}
          </>
        }
      />
      <DataTable
        caption={say('title')}
        columns={useColumns()}
        page={page}
        rowKey={(row) => row.number}
        open={(row) => void navigate({ to: '/certificates/$number', params: { number: row.number } })}
        search={say('search')}
        filters={
          <>
            <FilterSelect name="status" label={say('status')} options={options} />
            <FilterSelect
              name="type"
              label={say('type')}
              options={certificateTypes.map((value) => ({ value, label: say(`type.${value}`) }))}
            />
            {view['closing'] && (
              <FilterSelect
                name="closing"
                label={say('closing')}
                options={[{ value: view['closing'], label: say('ofClosing') }]}
              />
            )}
            {view['class'] && (
              <FilterSelect
                name="class"
                label={say('class')}
                options={[{ value: view['class'], label: say('ofClass') }]}
              />
            )}
          </>
        }
        empty={
          <EmptyState
            title={say('empty')}
            text={say('emptyText')}
            act={<Button onClick={() => void navigate({ to: '/classes' })}>{say('toClasses')}</Button>}
          />
        }
      />
    </>
  )
}

const useColumns = (): readonly Column<Listed>[] => {
  const say = useWords('certificates')
  const states = useWords('states')
  const language = useLanguage()
  const role = useActingRole()?.role
  return [
    {
      key: 'number',
      title: say('number'),
      always: true,
      phone: 'heading',
      value: (row) => row.number,
      show: (row) => (
        <Link to="/certificates/$number" params={{ number: row.number }} className="number">
          {row.number}
        </Link>
      ),
    },
    { key: 'holder', title: say('holder'), value: (row) => row.holder, show: (row) => row.holder },
    {
      key: 'course',
      title: say('course'),
      value: (row) => row.title,
      show: (row) => (
        <>
          {eitherName(language, row.title, row.titleEn)}
          {row.className !== null && !row.className.startsWith(row.title) && (
            <div className="hint">{eitherName(language, row.className, row.classNameEn)}</div>
          )}
        </>
      ),
    },
    {
      key: 'class',
      title: say('class'),
      extra: true,
      phone: 'none',
      value: (row) => row.className && eitherName(language, row.className, row.classNameEn),
      show: (row) => (row.className === null ? '—' : eitherName(language, row.className, row.classNameEn)),
    },
    {
      key: 'institution',
      title: say('institution'),
      extra: role === 'institution',
      phone: 'none',
      value: (row) => row.institution,
      show: (row) =>
        row.institution === null ? '—' : eitherName(language, row.institution, row.institutionEn ?? ''),
    },
    {
      key: 'employer',
      title: say('employer'),
      extra: true,
      phone: 'none',
      value: (row) => row.employer,
      show: (row) => row.employer ?? '—',
    },
    {
      key: 'type',
      title: say('type'),
      extra: true,
      phone: 'none',
      value: (row) => say(`type.${row.type}`),
      show: (row) => say(`type.${row.type}`),
    },
    {
      key: 'hours',
      title: say('hours'),
      figure: true,
      value: (row) => (row.exempt ? say('exemptShort') : row.hours),
      show: (row) => (row.exempt ? say('exemptShort') : row.hours),
    },
    {
      key: 'grade',
      title: say('grade'),
      figure: true,
      value: (row) => gradeText(language, row.grade, row.gradeWord),
      show: (row) =>
        gradeText(language, row.grade, row.gradeWord) ?? (row.type === 'pass' ? say('passed') : '—'),
    },
    {
      key: 'issuedOn',
      title: say('issuedOn'),
      figure: true,
      value: (row) => row.issuedOn,
      show: (row) => row.issuedOn,
    },
    {
      key: 'status',
      title: say('status'),
      value: (row) => states(certificateState(row.status, row.supersededCause)),
      show: (row) => <StateTag state={certificateState(row.status, row.supersededCause)} />,
    },
  ]
}
