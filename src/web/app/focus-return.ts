const within = '[role="dialog"]'

/**
 * Puts the focus back where it was when a dialog goes. The component library does so for one that is closed; most of ours
 * are taken off the page instead, and a reader who works by keyboard would begin at the top of the page again.
 */
export const keepFocusOfDialogs = (): (() => void) => {
  let opener: HTMLElement | null = null
  let last: HTMLElement | null = null
  const remember = ({ target }: FocusEvent): void => {
    if (!(target instanceof HTMLElement)) return
    const inside = target.closest(within) !== null
    if (inside && last !== null && last.closest(within) === null) opener = last
    last = target
  }
  const goBack = (): void => {
    if (opener === null || document.querySelector(within) !== null) return
    if (document.activeElement === document.body && opener.isConnected) opener.focus()
    opener = null
  }
  const watching = new MutationObserver(goBack)
  document.addEventListener('focusin', remember)
  watching.observe(document.body, { childList: true })
  return () => {
    document.removeEventListener('focusin', remember)
    watching.disconnect()
  }
}
