import { describe, expect, test } from 'vitest'
import { readGift } from '../../../areas/exams/domain/question-file/gift.ts'
import { readQuestionHeader } from '../../../areas/exams/domain/question-file/question-columns.ts'
import { judgeQuestionRow } from '../../../areas/exams/domain/question-file/question-rows.ts'
import { questionTemplates } from './question-template.ts'

describe.each(['zh', 'en'] as const)('the template in %s', (language) => {
  const { titles, rows, gift } = questionTemplates[language]

  test('imports as it stands, one question of each kind', () => {
    const columns = readQuestionHeader(titles)
    if (!columns) throw new Error('the head is not read')
    expect(columns.ignored).toEqual([])
    const read = rows.map((row, place) => judgeQuestionRow(columns, place + 2, row))
    expect(read.map((one) => one.ok && [one.question.kind, one.question.key])).toEqual([
      ['single', ['B']],
      ['multiple', ['A', 'C']],
      ['judgement', ['T']],
      ['gap', { texts: { p1: ['45', language === 'zh' ? '四十五' : 'forty-five'], p2: ['4'] } }],
      ['ordering', { order: ['B', 'C', 'A'] }],
      ['matching', { pairs: { p1: 'O1', p2: 'O2' } }],
      ['numeric', { number: '3.14', tolerance: '0.01' }],
      ['essay', { reference: '' }],
    ])
  })

  test('asks the choices in GIFT too', () => {
    const { questions, refused } = readGift(gift)
    expect(refused).toEqual([])
    expect(questions.map((one) => [one.kind, one.key])).toEqual([
      ['single', ['B']],
      ['multiple', ['A', 'C']],
      ['judgement', ['T']],
    ])
  })
})
