import { CheckCircleOutlined, CloseCircleOutlined, CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useWords } from '../i18n/words.ts'

interface Notice {
  readonly id: number
  readonly text: string
  readonly failed: boolean
  readonly undo?: () => Promise<unknown>
}

const state: { notices: readonly Notice[]; last: number } = { notices: [], last: 0 }
const listeners = new Set<() => void>()

const change = (notices: readonly Notice[]): void => {
  state.notices = notices
  for (const listener of listeners) listener()
}

/** Says at the foot of the window that something was done; `undo` offers the way back while it shows. */
export const announce = (text: string, undo?: () => Promise<unknown>): void => {
  state.last += 1
  change([...state.notices.slice(-2), { id: state.last, text, failed: false, ...(undo ? { undo } : {}) }])
}

/** Says that something small did not work; what matters is said where it was tried. */
export const announceFailure = (text: string): void => {
  state.last += 1
  change([...state.notices.slice(-2), { id: state.last, text, failed: true }])
}

const remove = (id: number): void => change(state.notices.filter((notice) => notice.id !== id))

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const Toast = ({ notice }: { notice: Notice }) => {
  const say = useWords('ui')
  const [undoing, setUndoing] = useState<'no' | 'busy' | 'failed'>('no')
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held || undoing === 'busy') return
    const timer = setTimeout(() => remove(notice.id), notice.undo ? 12_000 : 5000)
    return () => clearTimeout(timer)
  }, [notice, held, undoing])
  const undo = async () => {
    setUndoing('busy')
    try {
      await notice.undo?.()
      remove(notice.id)
      announce(say('undone'))
    } catch {
      setUndoing('failed')
    }
  }
  return (
    <div
      className="toast"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {notice.failed || undoing === 'failed' ? (
        <CloseCircleOutlined className="toast-icon toast-failed" aria-hidden />
      ) : (
        <CheckCircleOutlined className="toast-icon" aria-hidden />
      )}
      <span className="toast-text">{undoing === 'failed' ? say('undoFailed') : notice.text}</span>
      {notice.undo && undoing !== 'failed' && (
        <Button size="small" loading={undoing === 'busy'} onClick={() => void undo()}>
          {say('undo')}
        </Button>
      )}
      <Button
        size="small"
        type="text"
        icon={<CloseOutlined aria-hidden />}
        aria-label={say('close')}
        onClick={() => remove(notice.id)}
      />
    </div>
  )
}

/** Where announcements appear; once per window. */
export const Toasts = () => {
  const notices = useSyncExternalStore(subscribe, () => state.notices)
  return (
    <div className="toasts" role="status" aria-live="polite">
      {notices.map((notice) => (
        <Toast key={notice.id} notice={notice} />
      ))}
    </div>
  )
}
