import { expect, test } from 'vitest'
import { type DatedFacts, factsInForce } from './facts-in-force.ts'

const evidence: readonly DatedFacts[] = [
  { from: '2007-01-01', facts: { title: '助理工程师', degree: 'bachelor' } },
  { from: '2009-06-01', facts: { title: '工程师' } },
  { from: '2012-01-01', facts: { degree: '' } },
]

test('of each fact the latest statement up to the day holds', () => {
  expect(factsInForce(evidence, '2009-05-31')).toEqual({ title: '助理工程师', degree: 'bachelor' })
  expect(factsInForce(evidence, '2009-06-01')).toEqual({ title: '工程师', degree: 'bachelor' })
})

test('a fact taken back is none, and before the first statement nothing is known', () => {
  expect(factsInForce(evidence, '2012-01-01')).toEqual({ title: '工程师' })
  expect(factsInForce(evidence, '2006-12-31')).toEqual({})
})
