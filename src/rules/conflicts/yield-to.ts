import { isUnknown, type Truth } from '../truth.ts'
import type { Amounts, Contender } from './conflict.ts'

const withoutFloor = (amounts: Amounts): Amounts =>
  new Map([...amounts].map(([measure, { hi }]) => [measure, { lo: 0, hi }]))

const emptied = (amounts: Amounts): Amounts =>
  new Map([...amounts].map(([measure]) => [measure, { lo: 0, hi: 0 }]))

/** Whether it is certain that the two are in each other's way and which of them gives way, and on what it hangs if not. */
export interface Doubt {
  readonly isOpen: boolean
  readonly missing: Contender['missing']
}

export const noDoubt: Doubt = { isOpen: false, missing: [] }

export const joinedDoubt = (...doubts: readonly Doubt[]): Doubt => ({
  isOpen: doubts.some(({ isOpen }) => isOpen),
  missing: doubts.flatMap(({ missing }) => missing),
})

export const doubtOf = (truth: Truth): Doubt =>
  isUnknown(truth) ? { isOpen: true, missing: truth.missing } : noDoubt

/** The loser of a conflict: out if that is certain and the winner is there, else perhaps out. */
export const yieldTo = (
  loser: Contender,
  winner: Contender,
  because: string,
  clause: string | undefined,
  doubt: Doubt = noDoubt,
): Contender => {
  const lost = { because, winner: winner.deed.id, ...(clause !== undefined && { clause }) }
  if (winner.presence === 'yes' && !doubt.isOpen) {
    return { ...loser, presence: 'no', amounts: emptied(loser.amounts), lost }
  }
  const missing = [...loser.missing, ...(winner.presence === 'yes' ? [] : winner.missing), ...doubt.missing]
  return { ...loser, presence: 'maybe', amounts: withoutFloor(loser.amounts), missing, lost }
}
