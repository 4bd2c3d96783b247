import { PlusOutlined } from '@ant-design/icons'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import {
  listOrganisations,
  organisationKinds,
  organisationStatuses,
  type OrganisationSummary,
} from '../../../areas/organisations/contract.ts'
import { useActingRole } from '../../api/session.ts'
import { useAsk } from '../../api/use-ask.ts'
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

/** The register of organisations as far as the reader's role reaches. */
export const OrganisationsScreen = () => {
  const say = useWords('organisations')
  const role = useActingRole()?.role
  const office = role === 'office'
  const lead = office ? say('lead') : say(role === 'association' ? 'leadAssociation' : 'leadDistrict')
  return (
    <>
      <PlaceTabs group="programme" />
      <PageHeader
        title={office ? say('title') : say('titleInScope')}
        lead={lead}
        acts={office && <RegisterButton />}
      />
      <OrganisationTable office={office} />
    </>
  )
}

const RegisterButton = () => {
  const say = useWords('organisations')
  const [view] = useView()
  const navigate = useNavigate()
  return (
    <Button
      type="primary"
      icon={<PlusOutlined aria-hidden />}
      onClick={() =>
        void navigate({
          to: '/organisations/new',
          search: (view['kind'] ? { kind: view['kind'] } : {}) as never,
        })
      }
    >
      {say('register')}
    </Button>
  )
}

const oneOf = <T extends string>(values: readonly T[], value: string | undefined): T | undefined =>
  values.find((one) => one === value)

const OrganisationTable = ({ office }: { office: boolean }) => {
  const say = useWords('organisations')
  const states = useWords('states')
  const navigate = useNavigate()
  const language = useLanguage()
  const [view] = useView()
  const kind = oneOf(organisationKinds, view['kind'])
  const status = oneOf(organisationStatuses, view['status'])
  const page = usePage(listOrganisations, {
    query: {
      ...(kind ? { kind } : {}),
      ...(status ? { status } : {}),
      ...(view['district'] ? { districtId: view['district'] } : {}),
      ...(view['q'] ? { q: view['q'] } : {}),
    },
  })
  const districts = useAsk(listOrganisations, { query: { kind: 'district', limit: 200 } }, { when: office })
  return (
    <DataTable
      caption={say('title')}
      columns={useColumns()}
      page={page}
      rowKey={(row) => row.id}
      open={(row) =>
        void navigate({ to: '/organisations/$organisationId', params: { organisationId: row.id } })
      }
      search={say('search')}
      filters={
        <>
          <FilterSelect
            name="kind"
            label={say('kind')}
            options={organisationKinds.map((value) => ({ value, label: say(`kind.${value}`) }))}
          />
          <FilterSelect
            name="status"
            label={say('status')}
            options={organisationStatuses.map((value) => ({ value, label: states(`organisation.${value}`) }))}
          />
          {office && (
            <FilterSelect
              name="district"
              label={say('district')}
              options={(districts.data?.items ?? []).map((one) => ({
                value: one.id,
                label: eitherName(language, one.shortName || one.name, one.nameEn),
              }))}
            />
          )}
        </>
      }
      empty={<EmptyState title={say('empty')} text={office ? say('emptyText') : say('emptyScope')} />}
    />
  )
}

const useColumns = (): readonly Column<OrganisationSummary>[] => {
  const say = useWords('organisations')
  const states = useWords('states')
  const language = useLanguage()
  return [
    {
      key: 'name',
      title: say('name'),
      always: true,
      phone: 'heading',
      value: (row) => eitherName(language, row.name, row.nameEn),
      show: (row) => (
        <Link to="/organisations/$organisationId" params={{ organisationId: row.id }}>
          {eitherName(language, row.name, row.nameEn)}
        </Link>
      ),
    },
    {
      key: 'nameEn',
      title: say('nameEn'),
      extra: true,
      phone: 'none',
      value: (row) => row.nameEn,
      show: (row) => row.nameEn,
    },
    {
      key: 'kind',
      title: say('kind'),
      value: (row) => say(`kind.${row.kind}`),
      show: (row) => say(`kind.${row.kind}`),
    },
    {
      key: 'creditCode',
      title: say('creditCode'),
      phone: 'none',
      value: (row) => row.creditCode,
      show: (row) => (row.creditCode ? <code>{row.creditCode}</code> : '—'),
    },
    {
      key: 'district',
      title: say('district'),
      value: (row) => eitherName(language, row.districtName ?? '', row.districtNameEn ?? ''),
      show: (row) =>
        row.districtName === null
          ? row.kind === 'district'
            ? '—'
            : say('allDistricts')
          : eitherName(language, row.districtName, row.districtNameEn ?? ''),
    },
    {
      key: 'status',
      title: say('status'),
      phone: 'state',
      value: (row) => states(`organisation.${row.status}`),
      show: (row) => <StateTag state={`organisation.${row.status}`} />,
    },
  ]
}
