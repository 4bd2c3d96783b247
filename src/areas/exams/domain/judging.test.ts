import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readNumber } from './answer-text.ts'
import type { Part } from './item.ts'
import { placeOf, eventFault } from './responses.ts'
import { plainProfile, scoreItem, type ScoredItem } from './scoring.ts'

const gap: ScoredItem = {
  slot: 'q1',
  kind: 'gap',
  key: { texts: { p1: ['45', '四十五'], p2: ['PostgreSQL'], p3: ['学时'] } },
  points: '3',
}
const order: ScoredItem = { slot: 'q2', kind: 'ordering', key: { order: ['b', 'a', 'c'] }, points: '2' }
const match: ScoredItem = { slot: 'q3', kind: 'matching', key: { pairs: { p1: 'x', p2: 'y' } }, points: '2' }
const number: ScoredItem = {
  slot: 'q4',
  kind: 'numeric',
  key: { number: '3.14', tolerance: '0.01' },
  points: '5',
}
const parts: Part[] = [
  { id: 'p1', text: '甲', kind: 'single', options: [], points: '1' },
  { id: 'p2', text: '乙', kind: 'numeric', options: [], points: '2' },
]
const casework: ScoredItem = {
  slot: 'q5',
  kind: 'case',
  key: { parts: { p1: ['a'], p2: { number: '10', tolerance: '0' } } },
  parts,
  points: '6',
}
const essay: ScoredItem = { slot: 'q6', kind: 'essay', key: { reference: '' }, points: '10' }
const score = (item: ScoredItem, response: object | null) => {
  const { verdict, points } = scoreItem(item, response as never, plainProfile)
  return `${verdict} ${points}`
}

describe('marks of questions that are no choice', () => {
  it('gives every blank its share, whatever the width, case and spacing of what was typed', () => {
    expect(
      score(gap, { texts: { p1: ' ４５ ', p2: 'postgre\u00adSQL'.replace('\u00ad', ''), p3: '学时' } }),
    ).toBe('right 3')
    expect(score(gap, { texts: { p1: '四十五', p2: 'MySQL' } })).toBe('partly 1')
    expect(score(gap, { texts: { p1: '46', p2: '', p3: ' ' } })).toBe('wrong 0')
    expect(score(gap, { texts: {} })).toBe('unanswered 0')
    expect(score(gap, null)).toBe('unanswered 0')
  })

  it('takes an order as a whole', () => {
    expect(score(order, { order: ['b', 'a', 'c'] })).toBe('right 2')
    expect(score(order, { order: ['a', 'b', 'c'] })).toBe('wrong 0')
    expect(score(order, { order: [] })).toBe('unanswered 0')
  })

  it('gives every row of a matching its share', () => {
    expect(score(match, { pairs: { p1: 'x', p2: 'y' } })).toBe('right 2')
    expect(score(match, { pairs: { p1: 'x', p2: 'x' } })).toBe('partly 1')
    expect(score(match, { pairs: { p1: 'y' } })).toBe('wrong 0')
  })

  it('takes numbers exactly, as people type them, with the tolerance at its very edge', () => {
    for (const typed of ['3.14', '３．１５', '3.130', '+3.14', ' 3.14 '])
      expect(score(number, { number: typed })).toBe('right 5')
    for (const typed of ['3.151', '3.1299999', '-3.14', '3,14', '三点一四', '1e0', '1/0'])
      expect(score(number, { number: typed })).toBe('wrong 0')
    expect(score(number, { number: '' })).toBe('unanswered 0')
    expect(readNumber('1,234,567.5')).toEqual(readNumber('1234567.5'))
    expect(readNumber('−3')).toEqual(readNumber('-3'))
    expect(readNumber('.5')).toEqual(readNumber('0.5'))
    expect(readNumber('12,34')).toBeNull()
  })

  it('never depends on floating numbers: a tenth three times is three tenths', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000, max: 1_000_000 }),
        fc.integer({ min: 0, max: 1000 }),
        (cents, off) => {
          const text = (value: number) =>
            `${value < 0 ? '-' : ''}${Math.floor(Math.abs(value) / 100)}.${String(Math.abs(value) % 100).padStart(2, '0')}`
          const item = { ...number, key: { number: text(cents), tolerance: text(off) } }
          expect(score(item, { number: text(cents + off) })).toBe('right 5')
          expect(score(item, { number: text(cents + off + 1) })).toBe('wrong 0')
        },
      ),
    )
  })

  it('weighs the questions of a case', () => {
    expect(score(casework, { parts: { p1: { options: ['a'] }, p2: { number: '10.0' } } })).toBe('right 6')
    expect(score(casework, { parts: { p1: { options: ['a'] } } })).toBe('partly 2')
    expect(score(casework, { parts: { p1: { options: ['b'] }, p2: { number: '9' } } })).toBe('wrong 0')
    expect(score(casework, { parts: {} })).toBe('unanswered 0')
  })

  it('leaves an essay to people and takes nothing for it meanwhile', () => {
    expect(score(essay, { text: '我认为' })).toBe('pending 0')
    expect(score(essay, { text: '  ' })).toBe('unanswered 0')
  })
})

describe('what may be answered', () => {
  const option = (id: string) => ({ id, text: id })
  const paper = new Map([
    ['q1', placeOf({ kind: 'gap', parts: [{ id: 'p1', text: '' }] })],
    ['q2', placeOf({ kind: 'ordering', options: ['a', 'b', 'c'].map(option) })],
    ['q3', placeOf({ kind: 'matching', options: ['x', 'y'].map(option), parts: [{ id: 'p1', text: '甲' }] })],
    ['q4', placeOf({ kind: 'numeric' })],
    [
      'q5',
      placeOf({
        kind: 'case',
        parts: [
          { id: 'p1', text: '', kind: 'single', options: [option('a')] },
          { id: 'p2', text: '', kind: 'essay' },
        ],
      }),
    ],
    ['q6', placeOf({ kind: 'essay' })],
  ])
  const fault = (slot: string, body: object) =>
    eventFault({ slot, type: 'answer', body: body as never }, paper)

  it('takes the one form of each kind', () => {
    expect(fault('q1', { texts: { p1: '45' } })).toBeNull()
    expect(fault('q2', { order: ['c', 'a', 'b'] })).toBeNull()
    expect(fault('q2', { order: [] })).toBeNull()
    expect(fault('q3', { pairs: { p1: 'x' } })).toBeNull()
    expect(fault('q4', { number: '-3.5' })).toBeNull()
    expect(fault('q5', { parts: { p1: { options: ['a'] }, p2: { text: '文' } } })).toBeNull()
    expect(fault('q6', { text: '文'.repeat(20_000) })).toBeNull()
  })

  it('refuses other forms, ids that are not on the paper, and too much', () => {
    const malformed: [string, object][] = [
      ['q1', { options: [] }],
      ['q1', { texts: 'x' }],
      ['q1', { texts: { p1: 3 } }],
      ['q2', { order: ['a', 'b'] }],
      ['q2', { order: ['a', 'a', 'b'] }],
      ['q4', { number: 3.5 }],
      ['q4', { number: '1', text: '' }],
      ['q5', { parts: { p1: { text: '' } } }],
      ['q5', { parts: [] }],
    ]
    for (const [slot, body] of malformed)
      expect([body, fault(slot, body)]).toEqual([body, 'exam.event-malformed'])
    const unknown: [string, object][] = [
      ['q1', { texts: { p9: '' } }],
      ['q2', { order: ['a', 'b', 'z'] }],
      ['q3', { pairs: { p1: 'z' } }],
      ['q3', { pairs: { p2: 'x' } }],
      ['q5', { parts: { p1: { options: ['z'] } } }],
    ]
    for (const [slot, body] of unknown)
      expect([body, fault(slot, body)]).toEqual([body, 'exam.option-unknown'])
    expect(fault('q1', { texts: { p1: '长'.repeat(201) } })).toBe('exam.answer-too-long')
    expect(fault('q4', { number: '1'.repeat(41) })).toBe('exam.answer-too-long')
    expect(fault('q6', { text: '长'.repeat(20_001) })).toBe('exam.answer-too-long')
  })
})
