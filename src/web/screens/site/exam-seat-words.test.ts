import { expect, test } from 'vitest'
import { bySeat } from './exam-seat-words.ts'

test('a room record goes along the rows: by seat as a number, and who has none after them by ticket', () => {
  const seated = (seat: number | null, ticketNumber: string) => ({ seat, ticketNumber })
  const rows = [seated(10, '1'), seated(null, '9'), seated(2, '5'), seated(null, '3'), seated(1, '7')]
  expect(rows.toSorted(bySeat).map(({ ticketNumber }) => ticketNumber)).toEqual(['7', '5', '1', '3', '9'])
})
