import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { grade, reaches } from './grading.ts'
import {
  decimalText,
  plainProfile,
  readPoints,
  scoreItem,
  scorePaper,
  type ScoredItem,
  type ScoringProfile,
} from './scoring.ts'
import { fraction } from '../../../kernel/exact.ts'

const single: ScoredItem = { slot: 'q1', kind: 'single', key: ['b'], points: '2' }
const multiple: ScoredItem = { slot: 'q2', kind: 'multiple', key: ['a', 'c', 'd'], points: '4' }
const judgement: ScoredItem = { slot: 'q3', kind: 'judgement', key: ['true'], points: '0.5' }
const partial: ScoringProfile = { ...plainProfile, multiple: 'partial' }

describe('marks of one question', () => {
  it('gives a single choice and a judgement all or nothing', () => {
    expect(scoreItem(single, { options: ['b'] }, plainProfile)).toEqual({
      slot: 'q1',
      verdict: 'right',
      points: '2',
    })
    expect(scoreItem(single, { options: ['a'] }, plainProfile)).toMatchObject({
      verdict: 'wrong',
      points: '0',
    })
    expect(scoreItem(judgement, { options: ['true'] }, plainProfile)).toMatchObject({
      verdict: 'right',
      points: '0.5',
    })
  })

  it('does not take the right option of a single choice chosen together with a wrong one', () => {
    expect(scoreItem(single, { options: ['a', 'b'] }, partial)).toMatchObject({
      verdict: 'wrong',
      points: '0',
    })
  })

  it('gives part of a multiple choice by its profile only, rounded half up, and nothing once a wrong option is chosen', () => {
    expect(scoreItem(multiple, { options: ['a', 'c'] }, plainProfile)).toMatchObject({
      verdict: 'wrong',
      points: '0',
    })
    expect(scoreItem(multiple, { options: ['a', 'c'] }, partial)).toMatchObject({
      verdict: 'partly',
      points: '2.67',
    })
    expect(scoreItem(multiple, { options: ['a', 'b'] }, partial)).toMatchObject({
      verdict: 'wrong',
      points: '0',
    })
    expect(scoreItem(multiple, { options: ['d', 'a', 'c', 'a'] }, partial)).toMatchObject({
      verdict: 'right',
      points: '4',
    })
  })

  it('takes marks off for a wrong answer, never for none', () => {
    const harsh = { ...plainProfile, wrong: '0.5' }
    expect(scoreItem(single, { options: ['c'] }, harsh)).toMatchObject({ verdict: 'wrong', points: '-0.5' })
    expect(scoreItem(single, { options: [] }, harsh)).toMatchObject({ verdict: 'unanswered', points: '0' })
  })
})

describe('marks of a paper', () => {
  it('adds decimals exactly and floors at nothing where the profile says so', () => {
    const tenths = Array.from(
      { length: 3 },
      (_, at): ScoredItem => ({ slot: `q${at}`, kind: 'single', key: ['x'], points: '0.1' }),
    )
    const all = new Map(tenths.map(({ slot }) => [slot, { options: ['x'] }]))
    expect(scorePaper(tenths, all, plainProfile)).toMatchObject({ score: '0.3', maximum: '0.3' })
    const wrong = new Map(tenths.map(({ slot }) => [slot, { options: ['y'] }]))
    expect(scorePaper(tenths, wrong, { ...plainProfile, wrong: '0.2' }).score).toBe('0')
    expect(scorePaper(tenths, wrong, { ...plainProfile, wrong: '0.2', floorAtZero: false }).score).toBe(
      '-0.6',
    )
  })

  it('scenario 25: any order of questions and options gives the same responses the same score', () => {
    const items = [single, multiple, judgement]
    const options = ['a', 'b', 'c', 'd', 'true', 'false']
    fc.assert(
      fc.property(
        fc.array(fc.subarray(options), { minLength: 3, maxLength: 3 }),
        fc.nat(),
        (chosen, turn) => {
          const responses = new Map(items.map((item, at) => [item.slot, { options: chosen[at] ?? [] }]))
          const turned = new Map(
            [...responses].map(([slot, picked]) => [slot, { options: picked.options.toReversed() }]),
          )
          const order = items.map((_, at) => items[(at + turn) % items.length] as ScoredItem)
          expect(scorePaper(order, turned, partial).score).toBe(scorePaper(items, responses, partial).score)
        },
      ),
    )
  })

  it('writes decimals without trailing zeros and rounds halves away from zero', () => {
    const written = (top: number, bottom: number, decimals: number) =>
      decimalText(fraction(top, bottom), decimals)
    expect([
      written(5, 2, 2),
      written(3, 1, 2),
      written(1, 8, 2),
      written(-1, 8, 2),
      written(2, 3, 0),
      written(0, 1, 2),
      written(-1, 1000, 2),
    ]).toEqual(['2.5', '3', '0.13', '-0.13', '1', '0', '0'])
  })

  it('reads points as exact decimals and refuses what is none', () => {
    expect(readPoints('2.50')).toEqual({ ok: true, value: '2.5' })
    for (const bad of ['0', '-1', '1e2', '1/3', '2.00001', '1001', '', 'two'])
      expect(readPoints(bad)).toMatchObject({ ok: false })
  })
})

describe('pass mark and grade word', () => {
  const rule = {
    passMark: { numerator: 60, denominator: 100 },
    bands: [
      { atLeast: { numerator: 80, denominator: 100 }, zh: '良好', en: 'Good' },
      { atLeast: { numerator: 90, denominator: 100 }, zh: '优秀', en: 'Excellent' },
    ],
  }

  it('passes exactly at the mark and not a hundredth below', () => {
    expect(grade('60', '100', rule)).toEqual({ passed: true, gradeZh: '合格', gradeEn: 'Pass' })
    expect(grade('59.99', '100', rule).passed).toBe(false)
    expect(reaches('2', '3', { numerator: 2, denominator: 3 })).toBe(true)
  })

  it('names the highest band reached, whatever their order', () => {
    expect(grade('90', '100', rule).gradeEn).toBe('Excellent')
    expect(grade('89.99', '100', rule).gradeEn).toBe('Good')
  })

  it('passes nobody on a paper without marks', () => {
    expect(grade('0', '0', rule).passed).toBe(false)
  })
})
