import type { ReactNode } from 'react'

/** One column of a table; on phones a row becomes a card with a heading and lines. */
export interface Column<T> {
  readonly key: string
  readonly title: string
  readonly show: (row: T) => ReactNode
  /** Plain value for exports; without it the column is not exported. */
  readonly value?: (row: T) => string | number | null
  /** Figures stand right-aligned so that digits meet. */
  readonly figure?: boolean
  /** Dates and codes, which are not broken over lines. */
  readonly steady?: boolean
  /** On phones: the card's heading, the state beside it, a line of the card, or left out. */
  readonly phone?: 'heading' | 'state' | 'line' | 'none'
  /** Cannot be hidden: the name of the thing. */
  readonly always?: boolean
  /** Hidden until chosen. */
  readonly extra?: boolean
}
