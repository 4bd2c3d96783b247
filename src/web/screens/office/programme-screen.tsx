import { useNavigate, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { readProgramme, setProgrammeStatus, type Programme } from '../../../areas/programme/contract.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { fractionText } from '../../i18n/fraction.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { ConfirmByNumber } from '../../ui/confirm-by-number.tsx'
import { announce } from '../../ui/notices.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { ReadingScreen } from '../../ui/reading.tsx'
import { RecordHistory } from '../../ui/record-drawer.tsx'
import { StateTag } from '../../ui/states.tsx'
import { AttendanceRules } from './attendance-rules.tsx'
import { CertificateMarks } from './certificate-marks.tsx'
import { CertificateRules } from './certificate-rules.tsx'
import { ClassRuleSummary } from './class-rule-fields.tsx'
import { KeyAreas } from './key-areas.tsx'
import { SetupSteps } from './setup-steps.tsx'
import './programme.css'

/** One programme: what is still to be set up, its key areas, its settings. */
export const ProgrammeScreen = () => {
  const { programmeId } = useParams({ from: '/signed-in/programmes/$programmeId' })
  const read = useAsk(readProgramme, { params: { programmeId } })
  return <ReadingScreen of={read}>{(programme) => <Whole programme={programme} />}</ReadingScreen>
}

const Whole = ({ programme }: { programme: Programme }) => {
  const say = useWords('programme')
  const language = useLanguage()
  const navigate = useNavigate()
  const mayEdit = programme.may['programme.edit'] ?? false
  const [closing, setClosing] = useState(false)
  const params = { programmeId: programme.id }
  const start = useCommand(setProgrammeStatus, { done: () => announce(say('started')) })
  const close = useCommand(setProgrammeStatus, {
    done: () => {
      setClosing(false)
      announce(say('closed'))
    },
  })
  const acts = (
    <>
      <RecordHistory subjectId={programme.id} />
      {mayEdit && programme.status !== 'preparing' && (
        <Button onClick={() => void navigate({ to: '/programmes/$programmeId/register-runs', params })}>
          {say('register')}
        </Button>
      )}
      {mayEdit && programme.status !== 'preparing' && (
        <Button onClick={() => void navigate({ to: '/programmes/$programmeId/closings', params })}>
          {say('closings')}
        </Button>
      )}
      {mayEdit && programme.status === 'active' && (
        <Button danger onClick={() => setClosing(true)}>
          {say('close')}
        </Button>
      )}
      {mayEdit && programme.status !== 'closed' && (
        <Button onClick={() => void navigate({ to: '/programmes/$programmeId/edit', params })}>
          {say('edit')}
        </Button>
      )}
      {mayEdit && programme.status === 'preparing' && (
        <Button
          type="primary"
          disabled={programme.keyAreas.length === 0}
          loading={start.busy}
          onClick={() => start.send({ params, body: { status: 'active' } })}
        >
          {say('start')}
        </Button>
      )}
    </>
  )
  return (
    <>
      <PageHeader
        title={eitherName(language, programme.name, programme.nameEn)}
        lead={leadOf(programme, say)}
        status={<StateTag state={`programme.${programme.status}`} />}
        back={{ to: '/programmes', label: say('title') }}
        acts={acts}
      />
      <ProblemNotice error={start.error} />
      {mayEdit && programme.status !== 'closed' && <SetupSteps programme={programme} />}
      <KeyAreas programme={programme} mayEdit={mayEdit && programme.status !== 'closed'} />
      <AttendanceRules programmeId={programme.id} />
      <CertificateRules programmeId={programme.id} />
      <CertificateMarks programmeId={programme.id} />
      <Settings programme={programme} />
      <ConfirmByNumber
        open={closing}
        title={say('close')}
        number={programme.code}
        numberName={say('code')}
        actWord={say('close')}
        busy={close.busy}
        error={close.error}
        confirm={() => close.send({ params, body: { status: 'closed' } })}
        cancel={() => setClosing(false)}
      >
        {say('closeText')}
      </ConfirmByNumber>
    </>
  )
}

const leadOf = (programme: Programme, say: (word: 'startNeedsAreas' | 'startText') => string): string => {
  if (programme.status !== 'preparing') return programme.officeName
  return programme.keyAreas.length === 0 ? say('startNeedsAreas') : say('startText')
}

const Settings = ({ programme }: { programme: Programme }) => {
  const say = useWords('programme')
  const ui = useWords('ui')
  const language = useLanguage()
  return (
    <section className="block" aria-labelledby="settings">
      <h2 id="settings">{say('settings')}</h2>
      <dl className="facts">
        <dt>{say('code')}</dt>
        <dd>
          <code>{programme.code}</code>
        </dd>
        <dt>{say('field')}</dt>
        <dd>{eitherName(language, programme.field, programme.fieldEn)}</dd>
        <dt>{say('office')}</dt>
        <dd>{programme.officeName}</dd>
        <dt>{say('from')}</dt>
        <dd>
          {programme.to
            ? ui('period', { from: programme.from, to: programme.to })
            : ui('periodOpen', { from: programme.from })}
        </dd>
        <dt>{say('legalBasis')}</dt>
        <dd>{programme.legalBasis || '—'}</dd>
        <dt>{say('rulePack')}</dt>
        <dd>
          <code>{programme.rulePack}</code>
        </dd>
        <dt>{say('passMark')}</dt>
        <dd>{fractionText(programme.passMark)}</dd>
        <dt>{say('sample')}</dt>
        <dd>
          <code>{programme.sampleNumber}</code>{' '}
          <span className="hint">{say(`check.${programme.numbering.check}`)}</span>
        </dd>
        <dt>{say('sectionClasses')}</dt>
        <dd>
          <ClassRuleSummary rule={programme.classRule} />
        </dd>
      </dl>
    </section>
  )
}
