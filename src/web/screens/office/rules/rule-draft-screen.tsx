import { useParams } from '@tanstack/react-router'
import { Button, ConfigProvider } from 'antd'
import { type DraftRead, readDraft } from '../../../../areas/rule-studio/contract.ts'
import { useAsk } from '../../../api/use-ask.ts'
import { shortInstant } from '../../../i18n/dates.ts'
import { listed } from '../../../i18n/listed.ts'
import { useEitherName, useLanguage, useWords, type Word } from '../../../i18n/words.ts'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemNotice } from '../../../ui/problem-notice.tsx'
import { ReadingScreen } from '../../../ui/reading.tsx'
import { RecordHistory } from '../../../ui/record-drawer.tsx'
import { reveal } from '../../../ui/reveal.ts'
import { StateTag } from '../../../ui/states.tsx'
import { useView } from '../../../ui/table/view.ts'
import { CasesTab } from './cases-tab.tsx'
import { DraftActs } from './draft-acts.tsx'
import { jumpToField, versionOf } from './fault-jump.ts'
import { FaultJump, FaultList, useFaultCount } from './fault-list.tsx'
import { HeadFields } from './head-fields.tsx'
import { JsonPane } from './json-pane.tsx'
import { OutlineText } from './outline-text.tsx'
import { PublishTab } from './publish-tab.tsx'
import { type Editor, useEditor } from './use-editor.ts'
import { VersionFields } from './version-fields.tsx'
import './rules.css'
import './forms/forms.css'

const tabs = ['form', 'cases', 'text', 'publish', 'json'] as const
type Tab = (typeof tabs)[number]
const tabWords: Readonly<Record<Tab, Word<'rules'>>> = {
  form: 'tabForm',
  cases: 'tabCases',
  text: 'tabText',
  publish: 'tabPublish',
  json: 'tabJson',
}
const pause = 2000

/** A draft: written in forms and tables, proven on cases, dry run, and published by a second officer. */
export const RuleDraftScreen = () => {
  const { draftId } = useParams({ from: '/signed-in/rule-drafts/$draftId' })
  const ask = { params: { draftId } }
  const first = useAsk(readDraft, ask)
  const runs = first.data?.runs.some((one) => one.state !== 'done')
  const read = useAsk(readDraft, ask, { every: runs ? pause : false })
  return <ReadingScreen of={read}>{(draft) => <Whole key={draft.id} draft={draft} />}</ReadingScreen>
}

const Whole = ({ draft }: { draft: DraftRead }) => {
  const say = useWords('rules')
  const faultCount = useFaultCount()
  const language = useLanguage()
  const either = useEitherName()
  const [view, setView] = useView()
  const editor = useEditor(draft)
  const jump = (pointer: string) => {
    if (tab === 'form' && versionOf(pointer) < 0 && jumpToField(pointer)) return
    const version = versionOf(pointer)
    const isCase = pointer.startsWith('/cases/')
    setView(isCase ? { tab: 'cases' } : { tab: 'form', ...(version < 0 ? {} : { version: String(version) }) })
    // The fields of that version are there once it is shown; a place that no field holds is shown in the JSON.
    if (!isCase) setTimeout(() => jumpToField(pointer) || setView({ tab: 'json', at: pointer }), 150)
  }
  const title = say('draftOf', { title: either(draft.title.zh, draft.title.en) || draft.packId })
  const tab = tabs.find((one) => one === view['tab']) ?? (draft.state === 'proposed' ? 'publish' : 'form')
  return (
    <FaultJump value={jump}>
      <PageHeader
        title={title}
        lead={`${draft.packId} · ${say(`origin.${draft.origin}`)} · ${say('writtenBy', { names: listed(language, draft.writtenBy) })}`}
        status={<StateTag state={`ruleDraft.${draft.state}`} />}
        back={{ to: '/rules', label: say('title') }}
        acts={
          <>
            <RecordHistory subjectId={draft.id} />
            <DraftActs draft={draft} editor={editor} />
          </>
        }
      />
      <Notes draft={draft} editor={editor} />
      <nav className="tabs" aria-label={title}>
        {tabs.map((one) => (
          <a
            key={one}
            href={`?tab=${one}`}
            aria-current={one === tab ? 'page' : undefined}
            ref={one === tab ? reveal : undefined}
            onClick={(event) => {
              event.preventDefault()
              setView({ tab: one, at: undefined }, { push: true })
            }}
          >
            {say(tabWords[one])}
          </a>
        ))}
      </nav>
      <SaveState editor={editor} />
      <ConfigProvider componentDisabled={editor.readOnly}>
        {tab === 'form' && (
          <>
            {editor.faults.length > 0 && (
              <details className="rule-all-faults">
                <summary>{faultCount(editor.faults)}</summary>
                <FaultList faults={editor.faults} />
              </details>
            )}
            <HeadFields editor={editor} />
            <VersionFields editor={editor} />
          </>
        )}
        {tab === 'json' && <JsonPane editor={editor} />}
      </ConfigProvider>
      {tab === 'cases' && (
        <ConfigProvider componentDisabled={false}>
          <CasesTab editor={editor} draftId={draft.id} />
        </ConfigProvider>
      )}
      {tab === 'text' && <Merged draft={draft} />}
      {tab === 'publish' && <PublishTab draft={draft} editor={editor} />}
    </FaultJump>
  )
}

const Merged = ({ draft }: { draft: DraftRead }) => {
  const say = useWords('rules')
  return (
    <section className="block" aria-labelledby="rule-text">
      <h2 id="rule-text">{say('tabText')}</h2>
      {draft.outline ? (
        <OutlineText outline={draft.outline} />
      ) : (
        <>
          <p>{say('faultsText')}</p>
          <FaultList faults={draft.faults} />
        </>
      )}
      {draft.notes.length > 0 && (
        <>
          <h3>{say('notes')}</h3>
          <FaultList faults={draft.notes} />
        </>
      )}
    </section>
  )
}

const Notes = ({ draft, editor }: { draft: DraftRead; editor: Editor }) => {
  const say = useWords('rules')
  const own = draft.blocked.some(({ code }) => code === 'rule-draft.same-person')
  return (
    <>
      {draft.origin === 'unsigned-file' && <p className="note note-amber">{say('unsignedNote')}</p>}
      {draft.note !== '' && <p>{say('noteIs', { note: draft.note })}</p>}
      {draft.answer !== '' && (
        <p className="note note-amber">
          {say('answerIs', { by: draft.decidedBy ?? '', answer: draft.answer })}
        </p>
      )}
      {own && <p className="note note-amber">{say('mustBeOther')}</p>}
      {draft.behind && (
        <p className="note note-amber">
          {say('behind')}{' '}
          {!editor.readOnly && (
            <Button size="small" onClick={() => void editor.save(true)}>
              {say('rebase')}
            </Button>
          )}
        </p>
      )}
      {draft.state !== 'editing' && draft.decidedAt && draft.state !== 'returned' && (
        <p className="hint">{shortInstant(draft.decidedAt)}</p>
      )}
    </>
  )
}

/** How what is on the screen stands with the server; failing to save is said where it can be tried again. */
const SaveState = ({ editor }: { editor: Editor }) => {
  const say = useWords('rules')
  const faultCount = useFaultCount()
  if (editor.readOnly) return null
  return (
    <div className="rule-save">
      <span role="status">
        {editor.state === 'saved' && say('saved', { revision: editor.revision })}
        {editor.state === 'saving' && say('saving')}
        {editor.state === 'unsaved' && say('unsaved')}
        {editor.state === 'failed' && say('notSaved')}
      </span>
      {editor.faults.length > 0 && <span className="rule-save-faults">{faultCount(editor.faults)}</span>}
      {(editor.state === 'unsaved' || editor.state === 'failed') && (
        <Button size="small" onClick={() => void editor.save()}>
          {editor.state === 'failed' ? say('retry') : say('saveNow')}
        </Button>
      )}
      <ProblemNotice error={editor.error} />
    </div>
  )
}
