import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { listTitleReviews, type TitleReview } from '../../../areas/title-reviews/contract.ts'
import { count, shortInstant } from '../../i18n/dates.ts'
import { useEitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { PlaceTabs } from '../../ui/place-tabs.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { usePage } from '../../ui/table/use-page.ts'

/** Reviews an office or an employer has made. */
export const TitleReviewsScreen = () => {
  const say = useWords('titleReviews')
  const navigate = useNavigate()
  const page = usePage(listTitleReviews, { query: {} })
  return (
    <>
      <PlaceTabs group="people" />
      <PageHeader
        title={say('title')}
        lead={say('lead')}
        acts={
          <Button type="primary" onClick={() => void navigate({ to: '/title-reviews/new' })}>
            {say('start')}
          </Button>
        }
      />
      <DataTable
        caption={say('title')}
        columns={useColumns()}
        page={page}
        rowKey={(row) => row.id}
        open={(row) => void navigate({ to: '/title-reviews/$reviewId', params: { reviewId: row.id } })}
        empty={<EmptyState title={say('empty')} text={say('emptyText')} />}
      />
    </>
  )
}

const useColumns = (): readonly Column<TitleReview>[] => {
  const say = useWords('titleReviews')
  const language = useLanguage()
  const either = useEitherName()
  const years = (row: TitleReview): string =>
    row.fromYear === row.toYear
      ? String(row.fromYear)
      : say('yearsOf', { from: row.fromYear, to: row.toYear })
  const programme = (row: TitleReview): string => either(row.programmeName, row.programmeNameEn)
  const organisation = (row: TitleReview): string => either(row.organisationName, row.organisationNameEn)
  const progress = (row: TitleReview): string =>
    row.doneAt === null
      ? say('judging', { judged: row.judged, candidates: row.candidates })
      : count(language, row.candidates)
  return [
    {
      key: 'purpose',
      title: say('purpose'),
      always: true,
      phone: 'heading',
      value: (row) => row.purpose,
      show: (row) => (
        <Link to="/title-reviews/$reviewId" params={{ reviewId: row.id }}>
          {row.purpose}
        </Link>
      ),
    },
    { key: 'programme', title: say('programme'), value: programme, show: programme },
    { key: 'years', title: say('years'), steady: true, value: years, show: years },
    { key: 'for', title: say('for'), extra: true, value: organisation, show: organisation },
    { key: 'people', title: say('people'), steady: true, value: (row) => row.candidates, show: progress },
    {
      key: 'askedAt',
      title: say('askedAt'),
      steady: true,
      value: (row) => row.askedAt,
      show: (row) => shortInstant(row.askedAt),
    },
  ]
}
