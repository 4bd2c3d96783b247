import type { KeyboardEvent } from 'react'

/** Keeps Enter in a one-line field from sending the form around it; lists, days and buttons have taken it for themselves by then. */
export const enterStays = (event: KeyboardEvent<HTMLElement>): void => {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault()
}
