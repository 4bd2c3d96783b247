import { Button, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import {
  checkDeclaration,
  recogniseDeclaration,
  type Declaration,
} from '../../../areas/declarations/contract.ts'
import { reverseActivity } from '../../../areas/ledger/contract.ts'
import { useCommand } from '../../api/use-command.ts'
import { useWords } from '../../i18n/words.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { announce } from '../../ui/notices.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'

type Open = 'yes' | 'return' | 'refuse' | null

/** The act that is the reader's: to check, or to recognise, or why somebody else has to. */
export const DeclarationDecision = ({ one }: { one: Declaration }) => {
  const say = useWords('declarations')
  if (one.may['ledger.reverse'] && !one.reversed && one.entries.length > 0) return <Reverse one={one} />
  if (one.blocked) return <p className="note">{say(`blocked.${one.blocked}`)}</p>
  if (one.may['declaration.check']) return <Check one={one} />
  if (one.may['declaration.recognise']) return <Recognise one={one} />
  return null
}

const Check = ({ one }: { one: Declaration }) => {
  const say = useWords('declarations')
  const [open, setOpen] = useState<Open>(null)
  const done = {
    checked: 'checked',
    returned: 'returned',
    refused: 'refused',
    recognised: 'recognised',
  } as const
  const act = useCommand(checkDeclaration, {
    done: ({ state, entries }) => {
      const word = state in done ? done[state as keyof typeof done] : 'checked'
      announce(say(word, { count: entries }))
      setOpen(null)
    },
  })
  const params = { declarationId: one.id }
  const send = (outcome: 'checked' | 'returned' | 'refused', words: string) =>
    act.send({ params, body: { outcome, words } })
  return (
    <>
      <Buttons word={say('check')} setOpen={setOpen} />
      <Confirm
        open={open === 'yes'}
        title={say('checkTitle')}
        text={say(one.recognise?.role === 'system' ? 'checkSystemText' : 'checkText')}
        word={say('check')}
        busy={act.busy}
        error={act.error}
        act={(words) => send('checked', words)}
        cancel={() => setOpen(null)}
      />
      <TurnDown open={open} act={act} send={send} cancel={() => setOpen(null)} />
    </>
  )
}

const Recognise = ({ one }: { one: Declaration }) => {
  const say = useWords('declarations')
  const [open, setOpen] = useState<Open>(null)
  const act = useCommand(recogniseDeclaration, {
    done: ({ state, entries }) => {
      const word = entries > 0 || state !== 'recognised' ? state : 'recognisedNone'
      announce(say(word as 'recognised' | 'returned' | 'refused' | 'recognisedNone', { count: entries }))
      setOpen(null)
    },
  })
  const params = { declarationId: one.id }
  const send = (outcome: 'recognised' | 'returned' | 'refused', words: string) =>
    act.send({ params, body: { outcome, words } })
  return (
    <>
      <Buttons word={say('recognise')} setOpen={setOpen} />
      <Confirm
        open={open === 'yes'}
        title={say('recogniseTitle')}
        text={say('recogniseText')}
        word={say('recognise')}
        busy={act.busy}
        error={act.error}
        act={(words) => send('recognised', words)}
        cancel={() => setOpen(null)}
      />
      <TurnDown open={open} act={act} send={send} cancel={() => setOpen(null)} />
    </>
  )
}

const Buttons = ({ word, setOpen }: { word: string; setOpen: (open: Open) => void }) => {
  const say = useWords('declarations')
  return (
    <div className="decision-buttons">
      <Button block type="primary" onClick={() => setOpen('yes')}>
        {word}
      </Button>
      <Button block onClick={() => setOpen('return')}>
        {say('return')}
      </Button>
      <Button block danger onClick={() => setOpen('refuse')}>
        {say('refuse')}
      </Button>
    </div>
  )
}

interface TurnDownProps {
  readonly open: Open
  readonly act: { readonly busy: boolean; readonly error: unknown }
  readonly send: (outcome: 'returned' | 'refused', words: string) => void
  readonly cancel: () => void
}

const TurnDown = ({ open, act, send, cancel }: TurnDownProps) => {
  const say = useWords('declarations')
  const shared = { label: say('reason'), busy: act.busy, error: act.error, cancel }
  return (
    <>
      <AskReason
        {...shared}
        open={open === 'return'}
        title={say('returnTitle')}
        actWord={say('return')}
        act={(reason) => send('returned', reason)}
      >
        {say('returnText')}
      </AskReason>
      <AskReason
        {...shared}
        open={open === 'refuse'}
        title={say('refuseTitle')}
        actWord={say('refuse')}
        danger
        act={(reason) => send('refused', reason)}
      >
        {say('refuseText')}
      </AskReason>
    </>
  )
}

interface ConfirmProps {
  readonly open: boolean
  readonly title: string
  readonly text: string
  readonly word: string
  readonly busy: boolean
  readonly error: unknown
  readonly act: (words: string) => void
  readonly cancel: () => void
}

const Confirm = (props: ConfirmProps) => {
  const say = useWords('declarations')
  const ui = useWords('ui')
  const id = useId()
  const [words, setWords] = useState('')
  return (
    <Modal
      open={props.open}
      title={props.title}
      okText={props.word}
      cancelText={ui('cancel')}
      okButtonProps={{ loading: props.busy }}
      onOk={() => props.act(words.trim())}
      onCancel={props.cancel}
      afterClose={() => setWords('')}
      destroyOnHidden
    >
      <p className="confirm-text">{props.text}</p>
      <div className="field">
        <label htmlFor={id}>{say('words')}</label>
        <Input.TextArea
          id={id}
          rows={2}
          maxLength={1000}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </div>
      <ProblemNotice error={props.error} />
    </Modal>
  )
}

/** A correction: the hours are taken back, and nothing is changed. */
const Reverse = ({ one }: { one: Declaration }) => {
  const say = useWords('declarations')
  const [open, setOpen] = useState(false)
  const act = useCommand(reverseActivity, {
    done: () => {
      announce(say('reversed'))
      setOpen(false)
    },
  })
  return (
    <div className="decision-buttons">
      <Button block danger onClick={() => setOpen(true)}>
        {say('reverse')}
      </Button>
      <AskReason
        open={open}
        title={say('reverseTitle')}
        label={say('reason')}
        actWord={say('reverse')}
        danger
        busy={act.busy}
        error={act.error}
        act={(reason) => act.send({ params: { activityId: one.id }, body: { reason } })}
        cancel={() => setOpen(false)}
      >
        {say('reverseText')}
      </AskReason>
    </div>
  )
}
