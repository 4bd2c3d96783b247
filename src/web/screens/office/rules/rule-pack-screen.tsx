import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { exportRules, readRules, startDraft } from '../../../../areas/rule-studio/contract.ts'
import type { ReplyOf } from '../../../../wire/endpoint.ts'
import { callForFile } from '../../../api/call.ts'
import { useAsk } from '../../../api/use-ask.ts'
import { useCommand } from '../../../api/use-command.ts'
import { shortInstant } from '../../../i18n/dates.ts'
import { listed } from '../../../i18n/listed.ts'
import { useEitherName, useLanguage, useWords } from '../../../i18n/words.ts'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemNotice } from '../../../ui/problem-notice.tsx'
import { ReadingScreen } from '../../../ui/reading.tsx'
import { saveFile } from '../../../ui/table/csv.ts'
import { FaultList } from './fault-list.tsx'
import { OutlineText } from './outline-text.tsx'
import { Drafts } from './rules-screen.tsx'
import './rules.css'

type Pack = ReplyOf<typeof readRules>

/** A pack in force: its merged text in both languages, where each rule comes from, and the texts it has had. */
export const RulePackScreen = () => {
  const { packId } = useParams({ from: '/signed-in/rules/$packId' })
  const read = useAsk(readRules, { params: { packId } })
  return <ReadingScreen of={read}>{(pack) => <Whole pack={pack} />}</ReadingScreen>
}

const Whole = ({ pack }: { pack: Pack }) => {
  const say = useWords('rules')
  const either = useEitherName()
  const navigate = useNavigate()
  const params = { packId: pack.id }
  const amend = useCommand(startDraft, {
    done: ({ draftId }) => void navigate({ to: '/rule-drafts/$draftId', params: { draftId } }),
  })
  return (
    <>
      <PageHeader
        title={either(pack.title.zh, pack.title.en) || pack.id}
        lead={`${pack.id} · ${say('casesCount', { count: pack.cases })}`}
        back={{ to: '/rules', label: say('title') }}
        acts={
          <>
            <Button
              onClick={() =>
                void callForFile(exportRules, { params }).then((file) =>
                  saveFile(`${pack.id}.rules.jws`, file),
                )
              }
            >
              {say('export')}
            </Button>
            {pack.may['ruleDraft.begin'] && (
              <Button
                type="primary"
                loading={amend.busy}
                onClick={() => amend.send({ body: { packId: pack.id, from: 'pack' } })}
              >
                {say('amend')}
              </Button>
            )}
          </>
        }
      />
      <ProblemNotice error={amend.error} />
      {pack.drafts.length > 0 && (
        <section className="block" aria-labelledby="rule-drafts">
          <h2 id="rule-drafts">{say('drafts')}</h2>
          <Drafts drafts={pack.drafts} />
        </section>
      )}
      <section className="block" aria-labelledby="rule-text">
        <h2 id="rule-text">{say('text')}</h2>
        {pack.outline ? (
          <OutlineText outline={pack.outline} />
        ) : (
          <>
            <p>{say('faultyText')}</p>
            <FaultList faults={pack.faults} />
          </>
        )}
      </section>
      <History history={pack.history} />
    </>
  )
}

const History = ({ history }: { history: Pack['history'] }) => {
  const say = useWords('rules')
  const language = useLanguage()
  return (
    <section className="block" aria-labelledby="rule-history">
      <h2 id="rule-history">{say('history')}</h2>
      <ul className="lines">
        {history.map((text) => (
          <li key={text.hash}>
            <div>
              {shortInstant(text.at)}{' '}
              {text.shipped
                ? say('shipped')
                : say('approvedBy', {
                    writers: listed(language, text.writtenBy),
                    approver: text.approvedBy ?? '',
                  })}
              {text.changedFrom && ` · ${say('changedFrom', { day: text.changedFrom })}`}
            </div>
            <div className="hint">
              <code className="hash">{text.hash}</code>
              {text.draftId && (
                <>
                  {' '}
                  <Link to="/rule-drafts/$draftId" params={{ draftId: text.draftId }}>
                    {say('open')}
                  </Link>
                </>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
