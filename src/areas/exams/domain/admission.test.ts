import { hash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { JournalEvent } from '../../../kernel/exam-journal/event.ts'
import { acknowledge, openJournal, write } from '../../../kernel/exam-journal/writer.ts'
import { admit } from './admission.ts'
import { effectiveEvents } from './effective.ts'
import { grantEpoch } from './epochs.ts'
import { noEvidence } from './lateness.ts'

const digest = (text: string): string => hash('sha256', text)
const page = { attempt: 'a', machine: 'm', writer: 'w' }
const { opened, grant } = grantEpoch([], page, 'paper', digest)
const written = (count: number, writer = 'w'): JournalEvent[] => {
  let journal = openJournal({ ...page, writer, epoch: 1 }, grant, digest)
  return Array.from({ length: count }, (_, at) => {
    const next = write(
      journal,
      { slot: 'q1', type: 'answer', body: { options: [String(at)] }, mono: at, wall: at },
      digest,
    )
    journal = next.journal
    return next.event
  })
}
const events = written(5)
const [first, second, third, fourth] = events as [
  JournalEvent,
  JournalEvent,
  JournalEvent,
  JournalEvent,
  JournalEvent,
]

describe('admission to the journal', () => {
  it('acknowledges the contiguous part, keeps what lies beyond a gap and names the gap', () => {
    const gap = admit(opened, new Map(), [first, fourth], digest)
    expect(gap).toMatchObject({
      append: [first, fourth],
      highWater: 1,
      reach: 4,
      missing: { from: 2, to: 3 },
    })
    const filled = admit({ ...opened, ...gap }, new Map([[4, fourth]]), [third, second], digest)
    expect(filled).toMatchObject({ highWater: 4, reach: 4, missing: null, head: fourth.hash })
  })

  it('takes the same batch any number of times as once', () => {
    const once = admit(opened, new Map(), events, digest)
    const again = admit(
      { ...opened, ...once },
      new Map(events.map((event) => [event.seq, event])),
      [...events, ...events],
      digest,
    )
    expect(again).toMatchObject({ append: [], foreign: [], highWater: 5, head: once.head })
  })

  it('keeps apart what another page sealed, what was changed on the way, and what contradicts a stored number', () => {
    const ghost = written(1, 'ghost')[0] as JournalEvent
    const forged = { ...second, body: { options: ['forged'] } }
    const result = admit(opened, new Map(), [ghost, first, forged], digest)
    expect(result.append).toEqual([first])
    expect(result.foreign.map(({ reason }) => reason)).toEqual(['seal', 'seal'])
  })

  it('refuses the place of the next number to an event that does not follow', () => {
    let other = openJournal({ ...page, epoch: 1 }, { ...grant, paperHash: 'another paper' }, digest)
    const strange = write(
      other,
      { slot: 'q1', type: 'answer', body: { options: ['x'] }, mono: 0, wall: 0 },
      digest,
    )
    other = strange.journal
    expect(admit(opened, new Map(), [strange.event], digest)).toMatchObject({
      append: [],
      foreign: [{ reason: 'chain' }],
      highWater: 0,
    })
  })
})

describe('what counts of a log', () => {
  const logged = events.map((event) => ({ epoch: 1, event, receivedAt: event.seq * 1000 }))
  const log = {
    paperHash: 'paper',
    epochs: [{ ...page, epoch: 1, fence: null }],
    events: logged,
    deadline: 1_000_000,
    evidence: noEvidence,
  }
  const counting = (
    changed: Partial<Omit<typeof log, 'epochs'>> & {
      epochs?: { epoch: number; machine: string; writer: string; attempt: string; fence: number | null }[]
    },
  ) => effectiveEvents({ ...log, ...changed }, digest).events.map(({ event }) => event.seq)

  it('ends at the fence, at a gap, and at a changed answer', () => {
    expect(counting({})).toEqual([1, 2, 3, 4, 5])
    expect(counting({ epochs: [{ ...page, epoch: 1, fence: 3 }] })).toEqual([1, 2, 3])
    expect(counting({ events: logged.filter(({ event }) => event.seq !== 2) })).toEqual([1])
    const changed = logged.map((one) =>
      one.event.seq === 4 ? { ...one, event: { ...one.event, body: { options: ['changed'] } } } : one,
    )
    expect(counting({ events: changed })).toEqual([1, 2, 3])
  })

  it('leaves out what came after the deadline, and takes it in when time is granted afterwards', () => {
    expect(effectiveEvents({ ...log, deadline: -7000 }, digest)).toMatchObject({
      late: [{ event: { seq: 4 } }, { event: { seq: 5 } }],
    })
    expect(counting({ deadline: -7000 })).toEqual([1, 2, 3])
    expect(counting({ deadline: -6000 })).toEqual([1, 2, 3, 4])
  })

  it('does not depend on the order of arrival', () => {
    expect(counting({ events: logged.toReversed() })).toEqual([1, 2, 3, 4, 5])
  })
})

describe('receipts at the page', () => {
  it('only rise, and never above what was written', () => {
    let journal = openJournal({ ...page, epoch: 1 }, grant, digest)
    for (let at = 0; at < 3; at += 1)
      journal = write(
        journal,
        { slot: 'q1', type: 'answer', body: { options: [] }, mono: 0, wall: 0 },
        digest,
      ).journal
    journal = acknowledge(acknowledge(journal, 2), 1)
    expect([journal.acked, journal.tail.map(({ seq }) => seq)]).toEqual([2, [3]])
    expect(acknowledge(journal, 99).acked).toBe(3)
  })
})
