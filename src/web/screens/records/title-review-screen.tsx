import { mixedNumber } from '../../../kernel/mixed-number.ts'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Progress } from 'antd'
import {
  exportTitleReview,
  readTitleReview,
  titleReviewCandidates,
  verdictWords,
  type TitleCandidate,
} from '../../../areas/title-reviews/contract.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { callForFile } from '../../api/call.ts'
import { useAsk } from '../../api/use-ask.ts'
import { count } from '../../i18n/dates.ts'
import { useEitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ReadingScreen } from '../../ui/reading.tsx'
import { RecordHistory } from '../../ui/record-drawer.tsx'
import { StateTag } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { saveFile } from '../../ui/table/csv.ts'
import { DataTable } from '../../ui/table/data-table.tsx'
import { FilterSelect } from '../../ui/table/filter-select.tsx'
import { usePage } from '../../ui/table/use-page.ts'
import { useView } from '../../ui/table/view.ts'
import { unitName } from '../professional/unit-name.ts'
import './roster.css'

type Review = ReplyOf<typeof readTitleReview>
type Year = TitleCandidate['years'][number]

const pause = 1000

/** What became of everybody in a list, year by year, each figure one step from its explanation. */
export const TitleReviewScreen = () => {
  const { reviewId } = useParams({ from: '/signed-in/title-reviews/$reviewId' })
  const ask = { params: { reviewId } }
  const first = useAsk(readTitleReview, ask)
  const read = useAsk(readTitleReview, ask, { every: first.data?.doneAt === null ? pause : false })
  return <ReadingScreen of={read}>{(review) => <Found review={review} />}</ReadingScreen>
}

const Found = ({ review }: { review: Review }) => {
  const say = useWords('titleReviews')
  const states = useWords('states')
  const language = useLanguage()
  const either = useEitherName()
  const years =
    review.fromYear === review.toYear
      ? String(review.fromYear)
      : say('yearsOf', { from: review.fromYear, to: review.toYear })
  const facts = [
    [say('programme'), either(review.programmeName, review.programmeNameEn)],
    [say('years'), years],
    [say('for'), either(review.organisationName, review.organisationNameEn)],
    [say('on'), review.on],
  ] as const
  return (
    <>
      <PageHeader
        title={review.purpose}
        back={{ to: '/title-reviews', label: say('title') }}
        acts={<RecordHistory subjectId={review.id} />}
      />
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p role="status">
        {review.doneAt === null
          ? say('judging', { judged: review.judged, candidates: review.candidates })
          : say('judged', { count: review.candidates })}
      </p>
      {review.doneAt === null && (
        <Progress
          percent={Math.floor((review.judged / review.candidates) * 100)}
          showInfo={false}
          aria-label={say('progress')}
        />
      )}
      <div className="verdict-counts">
        {verdictWords.map((verdict) => (
          <div key={verdict}>
            <strong>{count(language, review.counts[verdict])}</strong>
            <span>{states(`titleReview.${verdict}`)}</span>
          </div>
        ))}
      </div>
      <Candidates review={review} />
    </>
  )
}

const Candidates = ({ review }: { review: Review }) => {
  const say = useWords('titleReviews')
  const states = useWords('states')
  const language = useLanguage()
  const navigate = useNavigate()
  const [view] = useView()
  const verdict = verdictWords.find((one) => one === view['verdict'])
  const params = { reviewId: review.id }
  const page = usePage(titleReviewCandidates, { params, query: verdict ? { verdict } : {} })
  return (
    <DataTable
      caption={say('candidates')}
      columns={useColumns(review)}
      page={page}
      rowKey={(row) => String(row.row)}
      open={(row) => {
        if (row.personId !== null)
          void navigate({ to: '/people/$personId/record', params: { personId: row.personId } })
      }}
      filters={
        <FilterSelect
          name="verdict"
          label={say('verdict')}
          options={verdictWords.map((value) => ({
            value,
            label: `${states(`titleReview.${value}`)} ${review.counts[value]}`,
          }))}
        />
      }
      exportFile={{
        word: say('export'),
        save: async () =>
          saveFile(
            `${review.purpose}.xlsx`,
            await callForFile(exportTitleReview, { params, query: { language } }),
          ),
      }}
      empty={<EmptyState title={say('noCandidates')} />}
    />
  )
}

const useColumns = (review: Review): readonly Column<TitleCandidate>[] => {
  const say = useWords('titleReviews')
  const states = useWords('states')
  const language = useLanguage()
  const years = Array.from({ length: review.toYear - review.fromYear + 1 }, (_year, index) =>
    String(review.fromYear + index),
  )
  return [
    { key: 'row', title: say('row'), steady: true, value: ({ row }) => row, show: ({ row }) => row },
    {
      key: 'name',
      title: say('name'),
      always: true,
      phone: 'heading',
      value: ({ name }) => name,
      show: (row) => (
        <>
          {row.personId === null ? (
            row.name
          ) : (
            <Link to="/people/$personId/record" params={{ personId: row.personId }}>
              {row.name}
            </Link>
          )}
          {row.otherName && <div className="hint">{say('otherName')}</div>}
        </>
      ),
    },
    {
      key: 'verdict',
      title: say('verdict'),
      phone: 'state',
      value: ({ verdict }) => (verdict === null ? '' : states(`titleReview.${verdict}`)),
      show: ({ verdict }) => (verdict === null ? '—' : <StateTag state={`titleReview.${verdict}`} />),
    },
    {
      key: 'reason',
      title: say('reason'),
      value: ({ reason }) => reason?.[language] ?? '',
      show: ({ reason }) => reason?.[language] ?? '—',
    },
    ...years.map((year): Column<TitleCandidate> => {
      const of = (row: TitleCandidate) => row.years.find((one) => one.year === year)
      return {
        key: year,
        title: year,
        value: () => null,
        show: (row) => {
          const found = of(row)
          if (!found || row.personId === null) return '—'
          return <OneYear year={found} personId={row.personId} programmeId={review.programmeId} />
        },
      }
    }),
  ]
}

/** How one year stands, its figures and the reason; it opens to where they come from. */
const OneYear = ({ year, personId, programmeId }: { year: Year; personId: string; programmeId: string }) => {
  const say = useWords('titleReviews')
  const language = useLanguage()
  // Of somebody exempt whole the figures ask for nothing; the reason says so in their place.
  const lines = (year.reason?.code === 'exempt' ? [] : year.lines).map(
    ({ counted, required, unit }) =>
      `${mixedNumber(counted)} / ${mixedNumber(required)} ${unitName(language, unit, required)}`,
  )
  const waiting = year.recognitionWouldDo ? say('waiting') : null
  return (
    <>
      <Link
        to="/people/$personId/standing"
        params={{ personId }}
        search={{ year: year.year, programme: programmeId } as never}
      >
        <span className="for-readers">{say('explain', { year: year.year })} </span>
        {[say(year.applies ? `year.${year.standing}` : 'notApplies'), ...lines].join(' · ')}
      </Link>
      <div className="hint">{year.reason?.text[language] ?? waiting}</div>
    </>
  )
}
