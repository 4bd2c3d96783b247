import { canonicalJson } from '../canonical-json.ts'
import type { Page } from './event.ts'

/**
 * What a page states over its signature: how far its chain goes, and the clocks at its last act. `offset` added to `mono`
 * is the centre's time as that page knew it; all whole milliseconds.
 */
export interface HeadStatement {
  readonly seq: number
  readonly hash: string
  readonly mono: number
  readonly wall: number
  readonly offset: number
}

/** The text that is signed; the one function for the page and for whoever checks it. */
export const headText = ({ attempt, epoch }: Pick<Page, 'attempt' | 'epoch'>, head: HeadStatement): string =>
  canonicalJson({
    attempt,
    epoch,
    hash: head.hash,
    mono: head.mono,
    offset: head.offset,
    seq: head.seq,
    wall: head.wall,
  })
