import { useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import {
  previewRoster,
  readClass,
  readPublicClass,
  type RosterFinding,
} from '../../../areas/training/contract.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { useActingRole } from '../../api/session.ts'
import { useAsk } from '../../api/use-ask.ts'
import { count } from '../../i18n/dates.ts'
import { listed } from '../../i18n/listed.ts'
import { useEitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import type { Column } from '../../ui/table/column.ts'
import { csvOf, saveFile, templateOf } from '../../ui/table/csv.ts'
import { Upload } from '../../ui/upload.tsx'
import { ApplyRoster } from './roster-apply.tsx'
import './roster.css'

type Preview = ReplyOf<typeof previewRoster>
type Refused = Preview['refused'][number]

interface Previewed {
  readonly preview: Preview
  readonly fileName: string
}

/** Enrols people from a spreadsheet: looked through first, every wrong row named, then applied once. */
export const RosterScreen = () => {
  const { classId } = useParams({ from: '/signed-in/classes/$classId/roster' })
  const say = useWords('training')
  const employer = useActingRole()?.role === 'employer'
  const [previewed, setPreviewed] = useState<Previewed | null>(null)
  const open = useAsk(readPublicClass, { params: { classId } }, { when: employer })
  const own = useAsk(readClass, { params: { classId } }, { when: !employer })
  const either = useEitherName()
  const found = employer ? open.data : own.data
  const back = {
    to: employer ? `/find/${classId}` : `/classes/${classId}?tab=people`,
    label: found ? either(found.name, found.nameEn) : say('class'),
  }
  return (
    <>
      <PageHeader
        title={say('rosterTitle')}
        lead={say(employer ? 'rosterLeadEmployer' : 'rosterLead')}
        back={back}
      />
      {previewed === null ? (
        <>
          <Upload
            endpoint={previewRoster}
            ask={{ params: { classId } }}
            accept=".xlsx,.csv"
            title={say('rosterDrop')}
            help={say('rosterHelp')}
            done={(preview, file) => setPreviewed({ preview, fileName: file.name })}
          />
          <Template />
        </>
      ) : (
        <Result
          classId={classId}
          feeFen={employer ? (open.data?.feeFen ?? 0) : 0}
          {...previewed}
          again={() => setPreviewed(null)}
        />
      )}
    </>
  )
}

const Template = () => {
  const say = useWords('training')
  const save = () => {
    const titles = [
      'templateName',
      'templateId',
      'templateEmployer',
      'templatePhone',
      'templateTitle',
      'templateEducation',
    ] as const
    saveFile(`${say('templateFile')}.csv`, templateOf(titles.map((key) => say(key))))
  }
  return (
    <p className="roster-template">
      <Button onClick={save}>{say('templateSave')}</Button>{' '}
      <span className="hint">{say('templateHelp')}</span>
    </p>
  )
}

const Result = ({
  classId,
  preview,
  fileName,
  feeFen,
  again,
}: Previewed & { classId: string; feeFen: number; again: () => void }) => {
  const say = useWords('training')
  const language = useLanguage()
  const fresh = preview.accepted - preview.alreadyEnrolled
  const overflow = Math.max(0, fresh - preview.placesLeft)
  return (
    <>
      <div className="verdict-counts">
        <Figure value={count(language, fresh)} word={say('rosterFine')} />
        <Figure
          value={count(language, preview.refused.length)}
          word={say('rosterWrong')}
          bad={preview.refused.length > 0}
        />
        <Figure value={count(language, preview.known)} word={say('rosterKnown')} />
        {preview.alreadyEnrolled > 0 && (
          <Figure value={count(language, preview.alreadyEnrolled)} word={say('rosterAlready')} />
        )}
      </div>
      <p className="hint">{fileName}</p>
      {overflow > 0 && (
        <p className="note note-amber">
          {say('rosterOverflow', { places: preview.placesLeft, waiting: overflow })}
        </p>
      )}
      {preview.ignoredColumns.length > 0 && (
        <p className="note">{say('rosterIgnored', { columns: listed(language, preview.ignoredColumns) })}</p>
      )}
      <ApplyRoster
        classId={classId}
        token={preview.token}
        fresh={fresh}
        already={preview.alreadyEnrolled}
        feeFen={feeFen}
        again={again}
      />
      {preview.refused.length > 0 && <WrongRows refused={preview.refused} fileName={fileName} />}
      {preview.notes.length > 0 && <Notes notes={preview.notes} />}
    </>
  )
}

const Figure = ({ value, word, bad }: { value: string; word: string; bad?: boolean }) => (
  <div className={bad ? 'status-bad' : undefined}>
    <strong>{value}</strong>
    <span>{word}</span>
  </div>
)

const shownRows = 200

/** Wrong rows, each with the cell, what is wrong, and how to put it right. */
const WrongRows = ({ refused, fileName }: { refused: readonly Refused[]; fileName: string }) => {
  const say = useWords('training')
  const [all, setAll] = useState(false)
  const save = () => {
    const columns: Column<RosterFinding>[] = [
      { key: 'row', title: say('rosterRowNumber'), show: () => null, value: (one) => one.row },
      { key: 'name', title: say('templateName'), show: () => null, value: (one) => one.name ?? '' },
      { key: 'column', title: say('rosterColumn'), show: () => null, value: (one) => one.column },
      { key: 'found', title: say('rosterFound'), show: () => null, value: (one) => one.found ?? '' },
      { key: 'message', title: say('rosterProblem'), show: () => null, value: (one) => one.message },
      {
        key: 'suggestion',
        title: say('rosterSuggestion'),
        show: () => null,
        value: (one) => one.suggestion ?? '',
      },
      { key: 'code', title: say('rosterCode'), show: () => null, value: (one) => one.code },
    ]
    const rows = refused.flatMap(({ also, ...first }) => [first, ...also])
    saveFile(
      `${fileName.replace(/\.\w+$/, '')}-${say('rosterWrong')}.csv`,
      new Blob([csvOf(columns, rows)], { type: 'text/csv' }),
    )
  }
  const shown = all ? refused : refused.slice(0, shownRows)
  return (
    <section className="block" aria-labelledby="wrong">
      <div className="block-head">
        <h2 id="wrong">{say('rosterWrongRows')}</h2>
        <Button onClick={save}>{say('rosterSaveWrong')}</Button>
      </div>
      <p className="block-lead">{say('rosterWrongLead')}</p>
      <ul className="lines roster-rows">
        {shown.map((row) => (
          <li key={row.row}>
            <div>
              <Who finding={row} />
              {[row, ...row.also].map((finding) => (
                <Finding key={`${finding.column} ${finding.code}`} finding={finding} />
              ))}
            </div>
          </li>
        ))}
      </ul>
      {!all && refused.length > shownRows && (
        <Button onClick={() => setAll(true)}>{say('rosterShowAll', { count: refused.length })}</Button>
      )}
    </section>
  )
}

/** Whose row it is: people are looked for in a list by their names, in the file by the row. */
const Who = ({ finding }: { finding: RosterFinding }) => {
  const say = useWords('training')
  return (
    <p className="roster-who">
      <span className="hint">{say('rosterRowOf', { row: finding.row })}</span>{' '}
      <strong>{finding.name ?? say('rosterNameless')}</strong>
    </p>
  )
}

const Finding = ({ finding }: { finding: RosterFinding }) => {
  const say = useWords('training')
  return (
    <p className="roster-finding">
      {finding.column} {finding.found !== undefined && finding.found !== '' && <mark>{finding.found}</mark>}{' '}
      {finding.message}
      {finding.suggestion !== undefined && (
        <span className="hint">
          {' '}
          {say('rosterPerhaps')} <code>{finding.suggestion}</code>
        </span>
      )}
    </p>
  )
}

const Notes = ({ notes }: { notes: readonly RosterFinding[] }) => {
  const say = useWords('training')
  return (
    <section className="block" aria-labelledby="notes">
      <h2 id="notes">{say('rosterNotes')}</h2>
      <p className="block-lead">{say('rosterNotesLead')}</p>
      <ul className="lines roster-rows">
        {notes.slice(0, shownRows).map((note) => (
          <li key={`${note.row} ${note.column} ${note.code}`}>
            <div>
              <Who finding={note} />
              <Finding finding={note} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
