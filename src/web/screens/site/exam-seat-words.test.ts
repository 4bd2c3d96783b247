import { expect, test } from 'vitest'
import { bySeat, flagsOf, type Seat } from './exam-seat-words.ts'

test('a room record goes along the rows: by seat as a number, and who has none after them by ticket', () => {
  const seated = (seat: number | null, ticketNumber: string) => ({ seat, ticketNumber })
  const rows = [seated(10, '1'), seated(null, '9'), seated(2, '5'), seated(null, '3'), seated(1, '7')]
  expect(rows.toSorted(bySeat).map(({ ticketNumber }) => ticketNumber)).toEqual(['7', '5', '1', '3', '9'])
})

test('of a seat that has not begun it is told whether its exam page is open already', () => {
  const seat = {
    state: 'ready',
    late: [],
    awaited: false,
    shut: false,
    lastContact: null,
    held: null,
    unsent: null,
    leftBehind: 0,
    foreign: 0,
    incident: null,
    incidents: 0,
    unread: 0,
    moved: false,
    addedSeconds: 0,
    heldSeconds: 0,
    silentSeconds: 0,
  } as unknown as Seat
  const told = (epochs: number) => flagsOf((word) => word, 'zh', { ...seat, epochs }, 0)
  expect([told(0), told(1)]).toEqual([[], ['flag.opened']])
})
