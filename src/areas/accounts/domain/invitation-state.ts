export type InvitationState = 'open' | 'accepted' | 'withdrawn' | 'expired'

interface Kept {
  readonly acceptedAt: Date | null
  readonly withdrawnAt: Date | null
  readonly expiresAt: Date
  /** Last day of the role offered. */
  readonly toDay: string | null
}

/** How an invitation stands. A role that would be over already is no offer any more. */
export const invitationState = (kept: Kept, now: Date, today: string): InvitationState => {
  if (kept.acceptedAt) return 'accepted'
  if (kept.withdrawnAt) return 'withdrawn'
  return kept.expiresAt <= now || (kept.toDay !== null && kept.toDay < today) ? 'expired' : 'open'
}
