import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { importQuestions, listQuestions, type QuestionReply } from '../../../areas/exams/contract.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { usePages } from '../../api/use-ask.ts'
import { SearchInput } from '../../forms/search-input.tsx'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { Loading } from '../../ui/loading.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { RecordHistory } from '../../ui/record-drawer.tsx'
import { saveFile, templateOf } from '../../ui/table/csv.ts'
import { Upload } from '../../ui/upload.tsx'
import { ExamMedia } from './exam-media.tsx'
import { questionTemplates } from './question-template.ts'
import '../records/roster.css'

type Imported = ReplyOf<typeof importQuestions>

export interface ChosenQuestions {
  readonly shown: readonly QuestionReply[]
  readonly chosen: ReadonlySet<string>
}

interface QuestionsProps {
  readonly programmeId: string
  readonly value: ChosenQuestions
  readonly change: (value: ChosenQuestions) => void
}

/** Where the questions of a paper come from: a file, whose broken questions are named, or the bank. */
export const ExamQuestions = ({ programmeId, value, change }: QuestionsProps) => {
  const say = useWords('exams')
  const [source, setSource] = useState<'file' | 'bank'>('file')
  const [imported, setImported] = useState<Imported | null>(null)
  const take = (reply: Imported) => {
    setImported(reply)
    change({ shown: reply.questions, chosen: new Set(reply.questions.map((one) => one.versionId)) })
  }
  return (
    <>
      <nav className="tabs" aria-label={say('stepQuestions')}>
        {(['file', 'bank'] as const).map((one) => (
          <a
            key={one}
            href={`#${one}`}
            aria-current={one === source ? 'page' : undefined}
            onClick={(event) => {
              event.preventDefault()
              setSource(one)
            }}
          >
            {say(one === 'file' ? 'fromFile' : 'fromBank')}
          </a>
        ))}
      </nav>
      {source === 'file' ? (
        <>
          <Upload
            endpoint={importQuestions}
            ask={{ params: { programmeId } }}
            accept=".txt,.gift,.xlsx,.csv,.json"
            title={say('dropFile')}
            help={say('fileHelp')}
            done={take}
          />
          <Templates />
          {imported && <ImportReport imported={imported} />}
        </>
      ) : (
        <Bank programmeId={programmeId} value={value} change={change} />
      )}
      {source === 'file' && value.shown.length > 0 && (
        <Choice programmeId={programmeId} value={value} change={change} />
      )}
    </>
  )
}

/** Both forms of file, filled with examples that import as they stand. */
const Templates = () => {
  const say = useWords('exams')
  const { titles, rows, gift } = questionTemplates[useLanguage()]
  const file = say('questionTemplateFile')
  return (
    <p className="roster-template">
      <Button onClick={() => saveFile(`${file}.csv`, templateOf(titles, rows))}>
        {say('questionTemplate')}
      </Button>
      <Button onClick={() => saveFile(`${file}.gift.txt`, new Blob([gift], { type: 'text/plain' }))}>
        {say('giftTemplate')}
      </Button>
      <span className="hint">{say('questionTemplateHelp')}</span>
    </p>
  )
}

/** What of the file was taken, and each question that was not, by its title and row. */
const ImportReport = ({ imported }: { imported: Imported }) => {
  const say = useWords('exams')
  const found = (one: Imported['notes'][number]) => (
    <li key={`${one.row} ${one.code}`}>
      <div>
        <strong>{one.title}</strong> {one.message}
      </div>
      <span className="hint">{say('refusedAt', { row: one.row })}</span>
    </li>
  )
  return (
    <div role="status">
      <p className="note note-green">
        {say('imported', { count: imported.accepted, known: imported.alreadyKnown })}
      </p>
      {imported.refused.length > 0 && (
        <section className="note note-amber exam-report">
          <div>
            <h3>{say('refusedCount', { count: imported.refused.length })}</h3>
            <p>{say('refusedLead')}</p>
            <ul className="lines">{imported.refused.map(found)}</ul>
          </div>
        </section>
      )}
      {imported.notes.length > 0 && (
        <details className="exam-report">
          <summary>{say('notesCount', { count: imported.notes.length })}</summary>
          <ul className="lines">{imported.notes.map(found)}</ul>
        </details>
      )}
    </div>
  )
}

const Bank = ({ programmeId, value, change }: QuestionsProps) => {
  const say = useWords('exams')
  const [typed, setTyped] = useState('')
  const pages = usePages(listQuestions, {
    params: { programmeId },
    query: { limit: 50, ...(typed.trim() ? { q: typed.trim() } : {}) },
  })
  if (pages.error) return <ProblemNotice error={pages.error} again={pages.again} />
  // What is chosen stays in view, also when a search no longer finds it.
  const kept = value.shown.filter(
    (one) =>
      value.chosen.has(one.versionId) && !pages.items.some((other) => other.versionId === one.versionId),
  )
  const shown = [...kept, ...pages.items]
  return (
    <>
      <SearchInput
        aria-label={say('searchBank')}
        placeholder={say('searchBank')}
        onPressEnter={(event) => setTyped(event.currentTarget.value)}
        onChange={(event) => event.target.value === '' && setTyped('')}
        className="exam-search"
      />
      {!pages.loaded ? (
        <Loading lines={5} />
      ) : shown.length === 0 ? (
        <p className="hint">{say('bankEmpty')}</p>
      ) : (
        <Choice programmeId={programmeId} value={{ shown, chosen: value.chosen }} change={change} />
      )}
      {pages.more && (
        <Button onClick={pages.readMore} loading={pages.fetching}>
          {say('showMore')}
        </Button>
      )}
    </>
  )
}

const Choice = ({ programmeId, value, change }: QuestionsProps) => {
  const say = useWords('exams')
  const { shown, chosen } = value
  const all = shown.every((one) => chosen.has(one.versionId))
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    change({ shown, chosen: next })
  }
  /** A question that got another version is chosen as it is now. */
  const replace = (before: string, next: QuestionReply) => {
    const kept = new Set([...chosen].map((id) => (id === before ? next.versionId : id)))
    change({ shown: shown.map((one) => (one.versionId === before ? next : one)), chosen: kept })
  }
  return (
    <>
      <div className="block-head">
        <strong>{say('chosenCount', { count: chosen.size })}</strong>
        <Button
          size="small"
          onClick={() =>
            change({ shown, chosen: all ? new Set() : new Set(shown.map((one) => one.versionId)) })
          }
        >
          {say(all ? 'chooseNone' : 'chooseAll')}
        </Button>
      </div>
      <ul className="lines exam-questions">
        {shown.map((one) => (
          <li key={one.versionId}>
            <Checkbox checked={chosen.has(one.versionId)} onChange={() => toggle(one.versionId)}>
              <span className="exam-stem">{one.stem}</span>
              <span className="hint">{one.options.map((option) => option.text).join(' · ')}</span>
            </Checkbox>
            <span className="hint exam-kind">{say(`kind.${one.kind}`)}</span>
            <ExamMedia
              programmeId={programmeId}
              question={one}
              changed={(next) => replace(one.versionId, next)}
            />
            <RecordHistory subjectId={one.versionId} of={one.title || one.stem} />
          </li>
        ))}
      </ul>
    </>
  )
}
