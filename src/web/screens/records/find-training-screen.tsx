import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { modes } from '../../../areas/programme/contract.ts'
import { catalogueFields } from '../../../areas/catalogue/contract.ts'
import { publicClasses, type PublicClass } from '../../../areas/training/contract.ts'
import { useActingRole } from '../../api/session.ts'
import { useAsk, usePages } from '../../api/use-ask.ts'
import { useClassHours } from '../../api/use-class-hours.ts'
import { SearchInput } from '../../forms/search-input.tsx'
import { yuan } from '../../i18n/dates.ts'
import { periodOf } from '../../i18n/period.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loading } from '../../ui/loading.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { FilterSelect } from '../../ui/table/filter-select.tsx'
import { useView } from '../../ui/table/view.ts'
import '../professional/classes.css'

/** Classes one may join now: for a professional oneself, for an employer its staff. */
export const FindTrainingScreen = () => {
  const say = useWords('training')
  const ui = useWords('ui')
  const catalogue = useWords('catalogue')
  const language = useLanguage()
  const employer = useActingRole()?.role === 'employer'
  const [view, setView] = useView()
  const mode = modes.find((one) => one === view['mode'])
  const fields = useAsk(catalogueFields, {})
  const pages = usePages(publicClasses, {
    query: {
      ...(mode ? { mode } : {}),
      ...(view['field'] ? { field: view['field'] } : {}),
      ...(view['q'] ? { q: view['q'] } : {}),
    },
  })
  const filtered = mode !== undefined || view['field'] !== undefined || view['q'] !== undefined
  return (
    <>
      <PageHeader
        title={say(employer ? 'enrolStaff' : 'findTraining')}
        lead={say(employer ? 'enrolStaffLead' : 'findLead')}
      />
      <div className="find-tools">
        <SearchField asked={view['q'] ?? ''} ask={(q) => setView({ q })} />
        <FilterSelect
          name="field"
          label={say('keyArea')}
          options={(fields.data?.items ?? []).map((one) => ({
            value: one.code,
            label: eitherName(language, one.name, one.nameEn),
          }))}
        />
        <FilterSelect
          name="mode"
          label={say('mode')}
          options={modes.map((value) => ({ value, label: catalogue(`mode.${value}`) }))}
        />
      </div>
      {pages.error ? (
        <ProblemNotice error={pages.error} again={pages.again} />
      ) : !pages.loaded ? (
        <Loading lines={8} />
      ) : pages.items.length === 0 ? (
        <EmptyState
          title={filtered ? ui('nothingMatches') : say('findEmpty')}
          text={filtered ? '' : say('findEmptyText')}
          act={
            filtered && (
              <Button onClick={() => setView({ q: undefined, field: undefined, mode: undefined })}>
                {ui('clearFilters')}
              </Button>
            )
          }
        />
      ) : (
        <ul className="class-cards">
          {pages.items.map((one) => (
            <OpenClass key={one.classId} one={one} />
          ))}
        </ul>
      )}
      {pages.more && <Button onClick={pages.readMore}>{ui('showMore')}</Button>}
    </>
  )
}

const SearchField = ({ asked, ask }: { asked: string; ask: (q: string) => void }) => {
  const say = useWords('training')
  const [text, setText] = useState(asked)
  useEffect(() => setText(asked), [asked])
  useEffect(() => {
    if (text.trim() === asked) return
    const timer = setTimeout(() => ask(text.trim()), 350)
    return () => clearTimeout(timer)
  }, [text, asked, ask])
  return (
    <SearchInput
      placeholder={say('findSearch')}
      aria-label={say('findSearch')}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onPressEnter={() => ask(text.trim())}
    />
  )
}

const OpenClass = ({ one }: { one: PublicClass }) => {
  const hours = useClassHours()
  const ui = useWords('ui')
  const catalogue = useWords('catalogue')
  const language = useLanguage()
  return (
    <li className="class-card">
      <div className="class-card-head">
        <h2>
          <Link to="/find/$classId" params={{ classId: one.classId }}>
            {eitherName(language, one.name, one.nameEn)}
          </Link>
        </h2>
        <Places one={one} />
      </div>
      <p className="hint">
        {eitherName(language, one.institution, one.institutionEn)} ·{' '}
        {eitherName(language, one.keyArea.name, one.keyArea.nameEn)}
      </p>
      <p>
        {periodOf(ui, one.from, one.to)} · {catalogue(`mode.${one.mode}`)} ·{' '}
        {hours(one.programmeId, one.totalMinutes)} ·{' '}
        {one.feeFen === 0 ? catalogue('feeFree') : yuan(language, one.feeFen)}
      </p>
    </li>
  )
}

/** Places left, or how long the waiting list is. */
export const Places = ({ one }: { one: { readonly placesLeft: number; readonly waiting: number } }) => {
  const say = useWords('training')
  return one.placesLeft > 0 ? (
    <StatusTag tone="good" word={say('placesLeft', { count: one.placesLeft })} />
  ) : (
    <StatusTag tone="waiting" word={say('fullWaiting', { count: one.waiting })} />
  )
}
