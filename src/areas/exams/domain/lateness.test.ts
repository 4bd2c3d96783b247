import { describe, expect, it } from 'vitest'
import type { JournalEvent } from '../../../kernel/exam-journal/event.ts'
import {
  acceptanceOf,
  awaitedMs,
  isAwaited,
  noEvidence,
  observedClocks,
  type LateEvidence,
  type LateHead,
  type LoggedEvent,
} from './lateness.ts'

/** The page's monotonic clock is this far behind the centre's time, its wall clock an hour ahead of the monotonic one. */
const offset = 1_000_000
const lead = 3_600_000
const deadline = offset + 60_000
const late = deadline + 600_000

const logged = (seq: number, mono: number, more: Partial<JournalEvent> = {}, receivedAt = late) =>
  ({
    epoch: 1,
    receivedAt,
    event: {
      seq,
      slot: 'q1',
      type: 'answer',
      body: { options: ['a'] },
      mono,
      wall: mono + lead,
      origin: null,
      prev: '',
      hash: String(seq),
      ...more,
    },
  }) satisfies LoggedEvent
const heard = [logged(1, 10_000, {}, offset + 10_700), logged(2, 20_000, {}, offset + 20_600)]
const clocks = observedClocks(heard, deadline)
const head: LateHead = {
  epoch: 1,
  seq: 3,
  hash: '3',
  mono: 50_000,
  wall: 50_000 + lead,
  offset,
  signature: '',
  receivedAt: late,
  lastContact: offset + 30_000,
}
const judged = (
  mono: number,
  changed: Partial<LateHead> = {},
  more: Partial<JournalEvent> = {},
  evidence: Partial<LateEvidence> = {},
) =>
  acceptanceOf(logged(3, mono, more), deadline, clocks, {
    ...noEvidence,
    heads: [{ ...head, ...changed }],
    ...evidence,
  })

describe('whether an answer counts', () => {
  it('received by the deadline and ten seconds after it does, whatever is said about it', () => {
    const at = (receivedAt: number) =>
      acceptanceOf(logged(3, 1, {}, receivedAt), deadline, clocks, noEvidence)
    expect(at(deadline + 10_000)).toBe('in-time')
    expect(at(deadline + 10_001)).toBe('asked')
    expect(acceptanceOf(logged(3, 1, {}, 0), null, null, noEvidence)).toBe('made-late')
  })

  it('received later does of itself when it is signed, made in time, and the seat was seen silent from then on', () => {
    expect(clocks).toEqual({ offset: offset + 600, lead })
    expect(judged(50_000)).toBe('silent')
    expect(judged(60_000)).toBe('silent')
  })

  it('made after the deadline never does, whoever decides', () => {
    const decisions = [{ epoch: 1, through: 3, accepted: true }]
    expect(judged(60_001)).toBe('made-late')
    expect(judged(60_001, {}, {}, { decisions })).toBe('made-late')
    // The centre itself saw that clock run: what the page states about it moves nothing.
    expect(judged(70_000, { offset: offset - 30_000 }, {}, { decisions })).toBe('made-late')
    expect(judged(70_000, {}, {}, { heads: [], decisions })).toBe('made-late')
  })

  it('is asked about where nobody can vouch for the silence', () => {
    expect(judged(50_000, { lastContact: null })).toBe('asked')
    expect(judged(50_000, { lastContact: offset + 52_001 })).toBe('asked')
    expect(judged(50_000, { lastContact: offset + 52_000 })).toBe('silent')
  })

  it('is asked about where the clocks do not agree within two seconds', () => {
    expect(judged(50_000, { offset: offset + 600 - 2001 })).toBe('asked')
    expect(judged(50_000, { offset: offset + 600 - 2000 })).toBe('silent')
    expect(judged(50_000, { wall: 50_000 + lead - 2001 })).toBe('asked')
    expect(judged(50_000, {}, { wall: 50_000 + lead - 2001 })).toBe('asked')
    expect(judged(50_000, {}, { wall: 50_000 + lead + 2000 })).toBe('silent')
    expect(acceptanceOf(logged(3, 50_000), deadline, null, { ...noEvidence, heads: [head] })).toBe('asked')
  })

  it('is asked about where nothing signed covers it, or it was taken over from an earlier page', () => {
    expect(judged(50_000, { seq: 2 })).toBe('asked')
    expect(judged(50_000, { epoch: 2 })).toBe('asked')
    expect(judged(50_000, {}, {}, { heads: [] })).toBe('asked')
    expect(judged(50_000, {}, { origin: { epoch: 0, seq: 1 } })).toBe('asked')
  })

  it('goes by the first decision that covers it', () => {
    const by = (...decisions: LateEvidence['decisions']) =>
      judged(50_000, { lastContact: null }, {}, { decisions })
    expect(by({ epoch: 1, through: 3, accepted: true })).toBe('accepted')
    expect(by({ epoch: 1, through: 4, accepted: true }, { epoch: 1, through: 3, accepted: false })).toBe(
      'refused',
    )
    expect(by({ epoch: 1, through: 2, accepted: true }, { epoch: 2, through: 9, accepted: true })).toBe(
      'asked',
    )
  })

  it('reads clocks off a page’s own events in time alone', () => {
    const old = logged(4, 1, { origin: { epoch: 0, seq: 9 } }, offset)
    expect(observedClocks([...heard, old, logged(5, 50_000)], deadline)).toEqual(clocks)
    expect(observedClocks([old, logged(5, 50_000)], deadline)).toBeNull()
  })
})

describe('a seat whose time is over', () => {
  it('is waited for while it may have answers: silent since, or still delivering; an hour at most', () => {
    const awaited = (heardAt: { at: number; unsent: number } | null, now: number) =>
      isAwaited({ deadline, heard: heardAt }, now)
    expect(awaited(null, deadline + 11_000)).toBe(true)
    expect(awaited({ at: deadline - 5000, unsent: 0 }, deadline + 11_000)).toBe(true)
    expect(awaited({ at: deadline + 1, unsent: 3 }, deadline + 11_000)).toBe(true)
    expect(awaited({ at: deadline + 1, unsent: 0 }, deadline + 11_000)).toBe(false)
    expect(awaited(null, deadline + awaitedMs + 1)).toBe(false)
  })
})
