import { ok, refuse, type Result } from '../../../kernel/result.ts'

export interface SignInName {
  readonly name: string
  readonly kind: 'username' | 'email' | 'phone'
}

/** Normalises what a person types to sign in; phone numbers lose spaces, dashes and the Chinese country code. */
export const signInName = (typed: string): Result<SignInName, 'sign-in.name-malformed'> => {
  const text = typed.normalize('NFKC').trim().toLowerCase()
  const digits = text.replace(/[\s-]/g, '').replace(/^(\+?86)(?=1\d{10}$)/, '')
  if (/^1[3-9]\d{9}$/.test(digits)) return ok({ name: digits, kind: 'phone' })
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) && text.length <= 100) return ok({ name: text, kind: 'email' })
  if (/^[a-z0-9][a-z0-9.-]{2,59}$/.test(text)) return ok({ name: text, kind: 'username' })
  return refuse('sign-in.name-malformed')
}
