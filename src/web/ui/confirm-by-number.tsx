import { Input, Modal } from 'antd'
import { useId, useState, type ReactNode } from 'react'
import { useWords } from '../i18n/words.ts'
import { ProblemNotice } from './problem-notice.tsx'

export interface ConfirmByNumberProps {
  readonly open: boolean
  readonly title: string
  /** What will happen and cannot be taken back. */
  readonly children: ReactNode
  /** What must be typed, and what kind of number it is. */
  readonly number: string
  readonly numberName: string
  readonly actWord: string
  /** Asks for a reason too; its label. */
  readonly reasonLabel?: string
  /** Whether what is asked beside reason and number has been answered. */
  readonly answered?: boolean
  readonly busy: boolean
  readonly error: unknown
  readonly confirm: (typed: { number: string; reason: string }) => void
  readonly cancel: () => void
}

const plain = (text: string): string => text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()

/** Guards what cannot be undone: the number of the thing has to be typed, so that it is the thing one means. */
export const ConfirmByNumber = (props: ConfirmByNumberProps) => {
  const say = useWords('ui')
  const id = useId()
  const [typed, setTyped] = useState('')
  const [reason, setReason] = useState('')
  const fits = plain(typed) === plain(props.number)
  const reasoned = props.reasonLabel === undefined || reason.trim().length >= 2
  const ready = fits && reasoned && props.answered !== false
  const confirm = () => {
    if (ready) props.confirm({ number: props.number, reason: reason.trim() })
  }
  return (
    <Modal
      open={props.open}
      title={props.title}
      onCancel={props.cancel}
      onOk={confirm}
      okText={props.actWord}
      cancelText={say('cancel')}
      okButtonProps={{ danger: true, disabled: !ready, loading: props.busy }}
      afterClose={() => {
        setTyped('')
        setReason('')
      }}
      destroyOnHidden
    >
      <div className="confirm-text">{props.children}</div>
      {props.reasonLabel !== undefined && (
        <div className="field">
          <label htmlFor={`${id}-reason`}>{props.reasonLabel}</label>
          <Input.TextArea
            id={`${id}-reason`}
            value={reason}
            rows={2}
            maxLength={500}
            onChange={(event) => setReason(event.target.value)}
          />
          {reason.trim().length === 1 && <p className="hint">{say('reasonShort')}</p>}
        </div>
      )}
      <div className="field">
        <label htmlFor={id}>
          {say('typeNumber', { name: props.numberName })} <code className="number">{props.number}</code>
        </label>
        <Input
          id={id}
          value={typed}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
          onPressEnter={confirm}
        />
      </div>
      <ProblemNotice error={props.error} />
    </Modal>
  )
}
