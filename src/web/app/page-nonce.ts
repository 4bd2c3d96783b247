/** The nonce of this page: styles made at run time bear it, the server's policy allows no others. */
export const pageNonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''

/**
 * Gives every style element made by script the page's nonce. The component library passes it nearly everywhere, but not
 * where it locks scrolling behind a dialog.
 */
export const signStyles = (): void => {
  const create = document.createElement.bind(document)
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = create(name, options)
    if (element instanceof HTMLStyleElement) element.nonce = pageNonce
    return element
  }) as typeof document.createElement
}
