import type { JsonObject } from './strict-json.ts'

/** What is wrong or out of reach, and which of the two it is: doubt about a key or a form is never called invalid, nor valid. */
export const reasonKinds = {
  'file.too-large': 'cannot-check',
  'file.not-recognised': 'cannot-check',
  'image.no-badge': 'cannot-check',
  'json.malformed': 'invalid',
  'json.duplicate-key': 'invalid',
  'json.too-deep': 'invalid',
  'json.unknown-member': 'invalid',
  'json.no-canonical-form': 'invalid',
  'content.schema-unknown': 'cannot-check',
  'content.hash-mismatch': 'invalid',
  'signature.wrong': 'invalid',
  'key.unknown': 'cannot-check',
  'key.unsupported': 'cannot-check',
  'date.not-yet': 'invalid',
  'date.expired': 'invalid',
  'log.absent': 'cannot-check',
  'log.entry-mismatch': 'invalid',
  'log.proof-wrong': 'invalid',
  'log.head-wrong': 'invalid',
  'jwt.malformed': 'invalid',
  'jwt.unsigned': 'invalid',
  'jwt.algorithm': 'cannot-check',
  'vc.proof-form': 'cannot-check',
  'qr.malformed': 'invalid',
  'pdf.no-seal': 'cannot-check',
  'pdf.changed': 'invalid',
  'pdf.no-certificate': 'invalid',
  'pdf.other-certificate': 'invalid',
} as const

export type Reason = keyof typeof reasonKinds

/** What a valid answer does not say, or says beyond validity; `params` fill the sentence. */
export interface Note {
  readonly code:
    | 'signature.by-own-key'
    | 'status.not-checked'
    | 'log.proven'
    | 'log.not-in-form'
    | 'log.later-than-issue'
    | 'qr.address-unsigned'
  readonly params: Readonly<Record<string, string | number>>
}

export interface Verdict {
  readonly verdict: 'valid' | 'invalid' | 'cannot-check'
  readonly form: 'json' | 'jwt' | 'vc' | 'pdf' | 'qr' | 'unknown'
  readonly reasons: readonly Reason[]
  readonly notes: readonly Note[]
  /** Thumbprint of the key that signed. */
  readonly keyId: string | null
  /** What the file states. Trust it as far as the verdict goes. */
  readonly content: JsonObject | null
}

/** The verdict that a list of reasons amounts to: one fault makes it invalid, one gap makes it uncheckable. */
export const verdictOf = (
  form: Verdict['form'],
  reasons: readonly Reason[],
  found: Partial<Pick<Verdict, 'notes' | 'keyId' | 'content'>> = {},
): Verdict => {
  const kinds = reasons.map((reason) => reasonKinds[reason])
  return {
    verdict: kinds.includes('invalid') ? 'invalid' : kinds.length > 0 ? 'cannot-check' : 'valid',
    form,
    reasons: [...new Set(reasons)],
    notes: found.notes ?? [],
    keyId: found.keyId ?? null,
    content: found.content ?? null,
  }
}
