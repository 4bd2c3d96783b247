/** What keeps a date on one line on the screen has no place in what is copied from it: a search or a spreadsheet would not know it as a date. */
export const plainCopies = (): void => {
  document.addEventListener('copy', (event) => {
    const text = getSelection()?.toString() ?? ''
    // In a field the selection is the field's own, and there nothing is joined.
    if (!/[\u2060\u00a0]/.test(text) || event.clipboardData === null) return
    event.clipboardData.setData('text/plain', text.replaceAll('\u2060', '').replaceAll('\u00a0', ' '))
    event.preventDefault()
  })
}
