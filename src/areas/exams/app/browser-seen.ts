import { configKeyHeader, type BrowserSeen } from '../domain/safe-browser.ts'

/** What a request shows of its browser; the address is the one the browser asked for, behind whatever proxy. */
export const browserSeen = (
  publicUrl: string,
  request: { readonly url: string; readonly headers: Readonly<Record<string, unknown>> },
): BrowserSeen => {
  const told = request.headers[configKeyHeader]
  return { url: `${publicUrl}${request.url}`, configKeyHash: typeof told === 'string' ? told : null }
}
