import { canonicalJson } from '../../../kernel/canonical-json.ts'
import type { Digest } from '../../../kernel/sha256.ts'
import type { Effective } from './effective.ts'
import type { LateEvidence } from './lateness.ts'

/** What a submission froze: how far each epoch counts and where its chain stood. */
export interface FrozenJournal {
  readonly attempt: string
  readonly paperHash: string
  readonly submittedAt: string
  readonly by: 'candidate' | 'time' | 'invigilator'
  readonly heads: readonly { readonly epoch: number; readonly seq: number; readonly hash: string }[]
}

/** Hash of a frozen journal: one changed answer anywhere changes it. */
export const journalRoot = (frozen: FrozenJournal, digest: Digest): string =>
  digest(
    canonicalJson({
      attempt: frozen.attempt,
      by: frozen.by,
      heads: frozen.heads.map(({ epoch, seq, hash }) => ({ epoch, hash, seq })),
      paper: frozen.paperHash,
      submittedAt: frozen.submittedAt,
    }),
  )

/**
 * Hash over when everything of a frozen journal arrived, and what was signed late: the chain covers what a page wrote, and
 * this what only the centre knows and whether an answer counts depends on.
 */
export const arrivalHash = (
  { events, late }: Pick<Effective, 'events' | 'late'>,
  { heads }: Pick<LateEvidence, 'heads'>,
  digest: Digest,
): string =>
  digest(
    canonicalJson({
      events: inPlace(
        [...events, ...late].map(({ epoch, event, receivedAt }) => [epoch, event.seq, receivedAt]),
      ),
      heads: heads.map(({ epoch, seq, hash, mono, wall, offset, signature, receivedAt, lastContact }) => [
        epoch,
        seq,
        hash,
        mono,
        wall,
        offset,
        signature,
        receivedAt,
        lastContact,
      ]),
    }),
  )

const inPlace = (events: readonly (readonly [epoch: number, seq: number, receivedAt: number])[]) =>
  events.toSorted(([a, n], [b, m]) => a - b || n - m)

// Without I, L, O, U: read aloud and copied by hand.
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Code a candidate takes away: 60 bits of the frozen journal's hash as `XXXX-XXXX-XXXX`. */
export const receiptCode = (root: string): string => {
  const bits = BigInt(`0x${root.slice(0, 15)}`)
  const code = Array.from(
    { length: 12 },
    (_, index) => letters[Number((bits >> BigInt(5 * (11 - index))) & 31n)],
  ).join('')
  return `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`
}

/** A receipt code as people type it: any case, spaces and dashes anywhere, O for 0, I and L for 1. */
export const readReceiptCode = (typed: string): string | null => {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  return /^[0-9A-HJKMNP-TV-Z]{12}$/.test(code)
    ? `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`
    : null
}
