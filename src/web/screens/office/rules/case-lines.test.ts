import { expect, test } from 'vitest'
import { evidenceOfLines, factsOfLines, linesOfEvidence, linesOfFacts } from './case-lines.ts'

test('evidence keeps what kind of value each is, whatever is typed beside it', () => {
  const before = {
    passed: true,
    authorRank: 2,
    indexings: ['SCI', 'EI'],
    level: 'core',
    number: '007',
    gone: null,
  }
  const text = linesOfEvidence(before)
  expect(text.split('\n')).toEqual([
    'passed=true',
    'authorRank=2',
    'indexings=SCI,EI',
    'level=core',
    'number=007',
    'gone=null',
  ])
  expect(evidenceOfLines(text, before)).toEqual(before)
  expect(
    evidenceOfLines('passed=false\n authorRank = 3\nindexings=SCI\nnote=a=b\nnot a pair\n=x', before),
  ).toEqual({
    passed: false,
    authorRank: 3,
    indexings: ['SCI'],
    note: 'a=b',
  })
})

test('facts keep their dates, and programmes are a list', () => {
  const before = { sector: [{ value: 'health', from: '2020-01-01' }] }
  expect(linesOfFacts(before)).toBe('sector=health')
  expect(factsOfLines('sector=trade\nprogramme=a, b', before)).toEqual({
    sector: [{ value: 'trade', from: '2020-01-01' }],
    programme: [{ value: ['a', 'b'] }],
  })
})
