import type { SignInName } from './sign-in-name.ts'

/** `register`: nobody has an account yet, or nobody is told so. */
export type SentPurpose = 'sign-in' | 'password-reset' | 'register'
export type SentWay = 'email' | 'sms'

/** Six digits typed from a text message; a link carries 256 random bits and may wait for a slow mail server. */
export const goodForSeconds: Readonly<Record<SentWay, number>> = { sms: 600, email: 1800 }

/** Wrong guesses a code takes: of the browser that asked for it, and of all others together. */
export const mostTries = 5

/**
 * Seconds between one message for a name and the next; the last stands for all that follow. None is longer than a code is
 * good for: whoever has others ask for somebody's codes all day only sends the owner codes that work.
 */
export const secondsBetween: readonly number[] = [60, 60, 60, 120, 240, 480, 600]

/** Messages for one name that fit into an hour at the pauses above, the first hour being the busiest. */
export const mostInAnHour = 11

/** Without a request for this long, the count begins anew. */
export const quietSeconds = 3600

/** How a message about this name goes; by the name alone, so that it tells nothing about an account. */
export const wayOf = (kind: SignInName['kind']): SentWay => (kind === 'phone' ? 'sms' : 'email')

export interface KeptCode {
  readonly id: string
  readonly hash: string | null
  readonly expiresAt: Date | null
  readonly tries: number
  readonly strangersTries: number
  readonly usedAt: Date | null
  /** The account it was sent to, if it may still sign in. */
  readonly activeAccountId: string | null
  /** Whether it still opens anything: to that account, or to somebody who is about to register. */
  readonly stands: boolean
}

export type CodeRefusal = 'sent-code.wrong' | 'sent-code.expired' | 'sent-code.spent' | 'sent-code.used'

/**
 * What becomes of a guess. A name without an account has a row like any other, only no hash, and is answered alike; that a
 * code was used is told to nobody who does not know it.
 */
export const verdictOf = (
  kept: KeptCode,
  matches: boolean,
  asker: boolean,
  now: Date,
): 'right' | CodeRefusal => {
  if (!kept.expiresAt || kept.expiresAt <= now) return 'sent-code.expired'
  if ((asker ? kept.tries : kept.strangersTries) >= mostTries) return 'sent-code.spent'
  if (!matches || !kept.stands) return 'sent-code.wrong'
  return kept.usedAt ? 'sent-code.used' : 'right'
}
