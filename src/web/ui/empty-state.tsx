import type { ReactNode } from 'react'
import { RingSign } from './wordmark.tsx'

/**
 * An empty screen is no dead end: it says what will appear here and how to make it appear. `act` is for where the page's head
 * does not offer it already, `small` for a part of a screen.
 */
export const EmptyState = ({
  title,
  text,
  act,
  small,
}: {
  title: string
  text?: ReactNode
  act?: ReactNode
  small?: boolean
}) => (
  <div className={small ? 'empty empty-small' : 'empty'}>
    {!small && (
      <span className="empty-sign">
        <RingSign size={40} permille={0} />
      </span>
    )}
    <p className="empty-title">{title}</p>
    {text && <p className="empty-text">{text}</p>}
    {act}
  </div>
)
