import type { Digest } from '../../../kernel/sha256.ts'

/** Who sits under which ticket number and at which attempt. The attempt repeats the person its candidate is. */
export interface RegisterLine {
  readonly candidateId: string
  readonly personId: string
  readonly ticketNumber: string
  readonly attemptId: string | null
  readonly attemptPersonId: string | null
  readonly permutationHash: string | null
}

/**
 * One hash over the whole register of a sitting. The journals name nobody: without it two people could be exchanged in
 * their registrations and their attempts together, and each would own what the other wrote.
 */
export const registerHash = (lines: readonly RegisterLine[], digest: Digest): string =>
  digest(
    lines
      .map((one) =>
        [
          one.ticketNumber,
          one.candidateId,
          one.personId,
          one.attemptId ?? '',
          one.attemptPersonId ?? '',
          one.permutationHash ?? '',
        ].join(' '),
      )
      .toSorted()
      .join('\n'),
  )
