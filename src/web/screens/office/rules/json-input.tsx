import { Input } from 'antd'
import { useState } from 'react'

/** A small value as JSON; taken over while it is valid. */
export const JsonInput = ({
  label,
  value,
  rows = 2,
  onJson,
}: {
  label: string
  value: unknown
  rows?: number
  onJson: (value: unknown) => void
}) => {
  const [typed, setTyped] = useState<string | null>(null)
  const [wrong, setWrong] = useState(false)
  const take = (text: string) => {
    setTyped(text)
    try {
      onJson(JSON.parse(text))
      setWrong(false)
    } catch {
      setWrong(true)
    }
  }
  return (
    <Input.TextArea
      aria-label={label}
      className="rule-json"
      rows={rows}
      spellCheck={false}
      status={wrong ? 'error' : ''}
      value={typed ?? JSON.stringify(value, null, rows > 3 ? 2 : 0)}
      onChange={(event) => take(event.target.value)}
      onBlur={() => {
        if (!wrong) setTyped(null)
      }}
    />
  )
}
