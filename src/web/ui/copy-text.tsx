import { CopyOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useId, useState } from 'react'

export interface CopyTextProps {
  readonly label: string
  readonly text: string
  readonly copyWord: string
  readonly copiedWord: string
  /** Said where the browser refuses: an address without TLS has no clipboard. */
  readonly refusedWord: string
}

/** A text to take along, with a button that copies it and says whether it did. */
export const CopyText = (props: CopyTextProps) => {
  const id = useId()
  const [said, setSaid] = useState('')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.text)
      setSaid(props.copiedWord)
    } catch {
      setSaid(props.refusedWord)
    }
  }
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <Input.TextArea
        id={id}
        readOnly
        value={props.text}
        rows={3}
        onFocus={(event) => event.target.select()}
      />
      <p className="copy-line">
        <Button type="primary" icon={<CopyOutlined aria-hidden />} onClick={() => void copy()}>
          {props.copyWord}
        </Button>{' '}
        <span role="status">{said}</span>
      </p>
    </div>
  )
}
