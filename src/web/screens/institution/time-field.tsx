import { Input } from 'antd'
import { useEffect, useState } from 'react'

export interface TimeFieldProps {
  readonly id?: string
  readonly value?: string
  readonly onChange?: (time: string) => void
  readonly onBlur?: () => void
  readonly disabled?: boolean
  readonly 'aria-label': string
}

/** 9, 900, 9：00, 0900 → 09:00; undefined for what is no time of day. */
export const readTime = (typed: string): string | undefined => {
  const digits = typed.normalize('NFKC').trim()
  const match = /^(\d{1,2})(?::?(\d{2}))?$/.exec(digits)
  if (!match) return undefined
  const [hour, minute] = [Number(match[1]), Number(match[2] ?? '0')]
  return hour < 24 && minute < 60
    ? `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
    : undefined
}

/** A time of day on 24 hours, whatever the browser's own habits: typed as people type it, shown as `09:00`. */
export const TimeField = ({ id, value, onChange, onBlur, disabled, ...rest }: TimeFieldProps) => {
  const [text, setText] = useState(value ?? '')
  useEffect(() => setText(value ?? ''), [value])
  const settle = () => {
    read()
    onBlur?.()
  }
  const read = () => {
    const time = readTime(text)
    if (time !== undefined) {
      setText(time)
      if (time !== value) onChange?.(time)
    } else if (text === '') onChange?.('')
    else setText(value ?? '')
  }
  return (
    <Input
      {...(id ? { id } : {})}
      className="time-field"
      inputMode="numeric"
      placeholder="09:00"
      maxLength={5}
      autoComplete="off"
      aria-label={rest['aria-label']}
      disabled={disabled ?? false}
      value={text}
      onFocus={(event) => event.target.select()}
      onChange={(event) => {
        setText(event.target.value)
        if (/^\d\d:\d\d$/.test(event.target.value) && readTime(event.target.value))
          onChange?.(event.target.value)
      }}
      onPressEnter={read}
      onBlur={settle}
    />
  )
}
