import type { Digest } from '../../../kernel/sha256.ts'

/** What a request shows of the browser it comes from. */
export interface BrowserSeen {
  /** Address asked for, without fragment, as the browser sees it. */
  readonly url: string
  /** Header `X-SafeExamBrowser-ConfigKeyHash`; null without. */
  readonly configKeyHash: string | null
}

/** Name of the header in which Safe Exam Browser proves its configuration. */
export const configKeyHeader = 'x-safeexambrowser-configkeyhash'

/**
 * Whether the browser is one the sitting asks for: Safe Exam Browser sends SHA-256 of the address followed by its config
 * key. A sitting without keys lets every browser in.
 */
export const isAllowedBrowser = (
  keys: readonly string[],
  seen: BrowserSeen | undefined,
  digest: Digest,
): boolean => {
  if (keys.length === 0) return true
  const told = seen?.configKeyHash?.toLowerCase()
  return seen !== undefined && keys.some((key) => digest(`${seen.url}${key}`) === told)
}
