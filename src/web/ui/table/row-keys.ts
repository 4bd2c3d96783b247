import { useEffect, type RefObject } from 'react'

/** True while keys belong to something the reader types into, or to an open dialog. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName) ||
    target.closest('[role="dialog"], [role="menu"], [role="listbox"]') !== null)

/** j and k move along the rows, enter opens the one with the focus. */
export const useRowKeys = (
  body: RefObject<HTMLElement | null>,
  rows: number,
  open: (index: number) => void,
): void => {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target)) return
      const focused = document.activeElement instanceof HTMLElement ? document.activeElement : null
      const row =
        focused && body.current?.contains(focused) ? focused.closest<HTMLElement>('[data-row]') : null
      const at = row ? Number(row.dataset['row']) : -1
      if (event.key === 'j' || event.key === 'k') {
        const next = event.key === 'j' ? Math.min(at + 1, rows - 1) : Math.max(at - 1, 0)
        const target = body.current?.querySelector<HTMLElement>(`[data-row="${next}"]`)
        target?.focus()
        target?.scrollIntoView({ block: 'nearest' })
        if (target) event.preventDefault()
      } else if (event.key === 'Enter' && row && focused === row) {
        open(at)
        event.preventDefault()
      }
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })
}
