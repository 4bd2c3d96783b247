import { Input, Modal } from 'antd'
import { useId, useState, type ReactNode } from 'react'
import { useWords } from '../i18n/words.ts'
import { ProblemNotice } from './problem-notice.tsx'

export interface AskReasonProps {
  readonly open: boolean
  readonly title: string
  readonly children?: ReactNode
  readonly label: string
  readonly actWord: string
  readonly danger?: boolean
  readonly busy: boolean
  /** False while there is nothing left to act on; what was typed can still be read and copied. */
  readonly ready?: boolean
  readonly error: unknown
  readonly act: (reason: string) => void
  readonly cancel: () => void
}

/** An act that is kept on the record with its reason. */
export const AskReason = (props: AskReasonProps) => {
  const say = useWords('ui')
  const id = useId()
  const [reason, setReason] = useState('')
  /** A refusal of the time the dialog was open before is none of this one. */
  const [told, setTold] = useState<unknown>(null)
  const given = reason.trim().length >= 2
  return (
    <Modal
      open={props.open}
      title={props.title}
      onCancel={props.cancel}
      onOk={() => props.act(reason.trim())}
      okText={props.actWord}
      cancelText={say('cancel')}
      okButtonProps={{
        danger: props.danger ?? false,
        disabled: !given || props.ready === false,
        loading: props.busy,
      }}
      afterClose={() => {
        setReason('')
        setTold(props.error)
      }}
      destroyOnHidden
    >
      {props.children && <div className="confirm-text">{props.children}</div>}
      <div className="field">
        <label htmlFor={id}>{props.label}</label>
        <Input.TextArea
          id={id}
          value={reason}
          rows={3}
          maxLength={500}
          showCount
          onChange={(event) => setReason(event.target.value)}
        />
        {reason.trim().length === 1 && <p className="hint">{say('reasonShort')}</p>}
      </div>
      <ProblemNotice error={props.error === told ? null : props.error} />
    </Modal>
  )
}
