import { MoreOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { addCandidates, cancelSitting, endSitting, scoreSitting } from '../../../areas/exams/contract.ts'
import { useCommand } from '../../api/use-command.ts'
import { useWords } from '../../i18n/words.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { announce } from '../../ui/notices.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { useView } from '../../ui/table/view.ts'
import type { Sitting } from '../site/exam-sitting-screen.tsx'
import { ExamReschedule } from './exam-reschedule.tsx'

type Asked = 'end' | 'cancel' | 'reschedule' | null

/** What may be done with a sitting now: scoring when it is over, the rest under "more". */
export const ExamSittingActs = ({ sitting }: { sitting: Sitting }) => {
  const say = useWords('exams')
  const [, setView] = useView()
  const [asked, setAsked] = useState<Asked>(null)
  const params = { sittingId: sitting.sittingId }
  const close = () => setAsked(null)
  const score = useCommand(scoreSitting, {
    done: (reply) => {
      announce(say('scored', { results: reply.results, passed: reply.passed }))
      setView({ tab: 'results' })
    },
  })
  const more = useCommand(addCandidates, {
    done: (reply) =>
      announce(reply.added > 0 ? say('candidatesAdded', { count: reply.added }) : say('candidatesNone')),
  })
  const end = useCommand(endSitting, {
    done: (reply) => {
      announce(say('ended', { count: reply.submitted }))
      close()
    },
  })
  const cancel = useCommand(cancelSitting, {
    done: () => {
      announce(say('cancelled'))
      close()
    },
  })
  const open = sitting.phase === 'planned' || sitting.phase === 'open'
  const begun = sitting.running + sitting.submitted > 0
  const { may } = sitting
  const arrange = may['exam.arrange'] ?? false
  const acts = [
    {
      key: 'more',
      label: say('addCandidates'),
      shown: arrange && open && sitting.classId !== null,
      act: () => more.send({ params }),
    },
    {
      key: 'reschedule',
      label: say('reschedule'),
      shown: arrange && open && !begun,
      act: () => setAsked('reschedule'),
    },
    {
      key: 'end',
      label: say('end'),
      shown: (may['exam.invigilate'] ?? false) && open,
      act: () => setAsked('end'),
    },
    {
      key: 'score',
      label: say('scoreAgain'),
      shown: (may['exam.score'] ?? false) && sitting.results !== 'none',
      act: () => score.send({ params }),
    },
    {
      key: 'cancel',
      label: say(begun ? 'void' : 'cancel'),
      shown:
        arrange &&
        sitting.phase !== 'cancelled' &&
        (begun ? sitting.running === 0 && sitting.results !== 'released' : open),
      danger: true,
      act: () => setAsked('cancel'),
    },
  ].filter((one) => one.shown)
  const readyToScore =
    sitting.phase === 'over' || (sitting.submitted === sitting.candidates && sitting.candidates > 0)
  return (
    <>
      {acts.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: acts.map(({ key, label, danger }) => ({ key, label, ...(danger ? { danger } : {}) })),
            onClick: ({ key }) => acts.find((one) => one.key === key)?.act(),
          }}
        >
          <Button icon={<MoreOutlined aria-hidden />} loading={more.busy}>
            {say('moreActs')}
          </Button>
        </Dropdown>
      )}
      {may['exam.score'] && sitting.results === 'none' && readyToScore && sitting.phase !== 'cancelled' && (
        <Button type="primary" loading={score.busy} onClick={() => score.send({ params })}>
          {say('score')}
        </Button>
      )}
      <ProblemNotice error={score.error ?? more.error} />
      <AskReason
        open={asked === 'end'}
        title={say('endTitle')}
        label={say('reason')}
        actWord={say('endAct')}
        danger
        busy={end.busy}
        error={end.error}
        act={(reason) => end.send({ params, body: { reason, submitRunning: sitting.running > 0 } })}
        cancel={close}
      >
        <p>{say('endText')}</p>
        {sitting.running > 0 && <p>{say('endRunning', { count: sitting.running })}</p>}
      </AskReason>
      <AskReason
        open={asked === 'cancel'}
        title={say(begun ? 'voidTitle' : 'cancelTitle')}
        label={say('reason')}
        actWord={say(begun ? 'void' : 'cancel')}
        danger
        busy={cancel.busy}
        error={cancel.error}
        act={(reason) => cancel.send({ params, body: { reason } })}
        cancel={close}
      >
        {say(begun ? 'voidText' : 'cancelText')}
      </AskReason>
      <ExamReschedule sitting={sitting} open={asked === 'reschedule'} close={close} />
    </>
  )
}
