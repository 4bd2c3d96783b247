import { describe, expect, test } from 'vitest'
import { type QuestionCell, readQuestionHeader } from './question-columns.ts'
import { judgeQuestionRow } from './question-rows.ts'

const header = ['题号', '题型', '题干', '选项A', '选项B', '选项C', '选项D', '答案', '解析', '难度']
const judge = (cells: readonly QuestionCell[], headers: readonly string[] = header) => {
  const columns = readQuestionHeader(headers)
  if (!columns) throw new Error('a header expected')
  const verdict = judgeQuestionRow(columns, 7, cells)
  return verdict.ok ? verdict.question : verdict.refused
}

describe('readQuestionHeader', () => {
  test('knows the usual headers in both languages and lists the rest', () => {
    expect(readQuestionHeader(header)).toMatchObject({
      title: 0,
      kind: 1,
      stem: 2,
      options: [3, 4, 5, 6],
      answer: 7,
      feedback: 8,
      ignored: ['难度'],
    })
    expect(readQuestionHeader(['Question', 'A', 'B', 'Correct Answer', 'Type'])).toMatchObject({
      stem: 0,
      options: [1, 2],
      answer: 3,
      kind: 4,
    })
    expect(readQuestionHeader(['题 目', '选项 1', '选项 2', '选项三', '正确答案（必填）'])).toMatchObject({
      stem: 0,
      options: [1, 2, 3],
      answer: 4,
    })
  })

  test('is none without a stem and an answer', () => {
    expect(readQuestionHeader(['题干', '选项A'])).toBeNull()
    expect(readQuestionHeader(['2026 年试题'])).toBeNull()
  })
})

describe('a row is taken', () => {
  test('as single, multiple or judgement, by its type', () => {
    expect(judge(['Q1', '单选', '题', '甲', '乙', '丙', null, 'b', '因为'])).toEqual({
      kind: 'single',
      title: 'Q1',
      category: '',
      stem: '题',
      options: [
        { id: 'A', text: '甲' },
        { id: 'B', text: '乙' },
        { id: 'C', text: '丙' },
      ],
      key: ['B'],
      feedback: '因为',
      row: 7,
    })
    for (const answer of ['ACD', 'a,c,d', 'A、C、D', 'Ａ；Ｃ；Ｄ', 'D C A', '1,3,4', '甲、丙、丁']) {
      expect(judge([null, '多选题', '题', '甲', '乙', '丙', '丁', answer])).toMatchObject({
        kind: 'multiple',
        key: ['A', 'C', 'D'],
      })
    }
    for (const answer of ['对', '正确', '√', 'T', 'TRUE', 1, 'A']) {
      expect(judge([null, '判断题', '题', '正确', '错误', null, null, answer])).toMatchObject({
        kind: 'judgement',
        key: ['T'],
      })
    }
    expect(judge([null, '判断', '题', '错误', '正确', null, null, 'A'])).toMatchObject({ key: ['F'] })
  })

  test('with a type told by its answer where none is written', () => {
    expect(judge([null, null, '题', '甲', '乙', null, null, 'A'])).toMatchObject({ kind: 'single' })
    expect(judge([null, 'Multiple choice', '题', '甲', '乙', null, null, 'A'])).toMatchObject({
      kind: 'single',
    })
    expect(judge([null, '选择题', '题', '甲', '乙', null, null, 'AB'])).toMatchObject({ kind: 'multiple' })
    expect(judge([null, null, '题', null, null, null, null, '×'])).toMatchObject({
      kind: 'judgement',
      key: ['F'],
    })
  })

  test('with numbers as options, letters in front of options taken off, and an option as the answer', () => {
    expect(judge([1, '单选', 2, 3, 4, 5, null, '4'])).toMatchObject({
      title: '1',
      stem: '2',
      options: [{ text: '3' }, { text: '4' }, { text: '5' }],
      key: ['B'],
    })
    expect(judge([null, '单选', '题', 'A. 甲', 'B、乙', 'Ｃ．丙', null, 'C'])).toMatchObject({
      options: [{ text: '甲' }, { text: '乙' }, { text: '丙' }],
    })
  })
})

describe('a row is refused alone, by its title or first words', () => {
  test('for what is missing or cannot be', () => {
    expect(judge(['Q9', '单选', null, '甲', '乙', null, null, 'A'])).toEqual({
      row: 7,
      title: 'Q9',
      code: 'question.stem-missing',
      params: {},
    })
    expect(judge([null, '单选', '一个题干', '甲', null, null, null, 'A'])).toMatchObject({
      title: '一个题干',
      code: 'question.options-too-few',
    })
    expect(judge([null, '单选', '题', '甲', '乙', null, null, null])).toMatchObject({
      code: 'question.key-missing',
    })
    expect(judge([null, '单选', '题', '甲', '乙', null, null, 'E'])).toMatchObject({
      code: 'question.key-unknown',
      params: { option: 'E' },
    })
    expect(judge([null, '单选', '题', '甲', '乙', null, null, 'AB'])).toMatchObject({
      code: 'question.key-several',
    })
    expect(judge([null, '单选', '题', '甲', null, '丙', null, 'A'])).toMatchObject({
      code: 'question.option-empty',
      params: { option: 'B' },
    })
    expect(judge([null, '判断', '题', null, null, null, null, '也许'])).toMatchObject({
      code: 'question.key-unknown',
    })
  })

  test('for other types, unknown types, and formulas without value', () => {
    expect(judge([null, '案例题', '题', null, null, null, null, '略'])).toMatchObject({
      code: 'question.kind-unsupported',
      params: { kind: '案例题' },
    })
    expect(judge([null, '奇怪', '题', '甲', '乙', null, null, 'A'])).toMatchObject({
      code: 'question.kind-unknown',
    })
    expect(
      judge([null, '单选', '题', { fault: 'formula-without-value', text: '' }, '乙', null, null, 'A']),
    ).toMatchObject({
      code: 'question.formula-without-value',
      params: { column: '选项A' },
    })
  })
})
