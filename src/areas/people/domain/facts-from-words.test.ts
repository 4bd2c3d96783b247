import { describe, expect, test } from 'vitest'
import { degreeOf, factsFromWords, qualificationLevelOf, titleLevelOf } from './facts-from-words.ts'

describe('titleLevelOf', () => {
  test('goes by the stated level before the name of the title', () => {
    expect(titleLevelOf('工程师', '正高级')).toBe('senior')
    expect(titleLevelOf('某某师', '中级')).toBe('intermediate')
  })

  test('knows the names of engineers and teachers', () => {
    expect(
      [
        '助理工程师',
        '工程师',
        '高级工程师',
        '正高级工程师',
        '讲师',
        '副教授',
        '教授',
        '助理研究员',
        '副研究员',
      ].map((title) => titleLevelOf(title, '')),
    ).toEqual([
      'junior',
      'intermediate',
      'vice-senior',
      'senior',
      'intermediate',
      'vice-senior',
      'senior',
      'junior',
      'vice-senior',
    ])
  })

  test('claims the lower where 高级 leaves it open, and nothing for words that are no title', () => {
    expect(titleLevelOf('高级', '')).toBe('vice-senior')
    expect(titleLevelOf('部门经理', '')).toBeNull()
    expect(titleLevelOf('', '')).toBeNull()
  })
})

test('degreeOf takes the degree before the education, and the highest named', () => {
  expect(degreeOf('大学本科', '')).toBe('bachelor')
  expect(degreeOf('硕士研究生', '')).toBe('master')
  expect(degreeOf('本科', '博士')).toBe('doctor')
  expect(degreeOf('大学专科', '')).toBe('college')
  expect(degreeOf('高中', '')).toBeNull()
  expect(degreeOf("Master's degree", '')).toBe('master')
})

test('qualificationLevelOf finds software qualifications by name or stated level, the highest of several', () => {
  expect(qualificationLevelOf('软件设计师')).toBe('intermediate')
  expect(qualificationLevelOf('网络管理员、系统分析师')).toBe('senior')
  expect(qualificationLevelOf('程序员')).toBe('junior')
  expect(qualificationLevelOf('软考中级')).toBe('intermediate')
  expect(qualificationLevelOf('驾驶证 中级')).toBeNull()
})

test('a post that is technical work with information by its name is told as such, others tell nothing', () => {
  for (const post of ['软件开发', '系统运维', '信息安全', '数据库管理', 'IT', 'Network engineer'])
    expect(factsFromWords({ post })).toEqual({ 'field-work': 'yes' })
  for (const post of ['会计', '安全员', '土建工程师', '行政']) expect(factsFromWords({ post })).toEqual({})
})

test('factsFromWords keeps the words and adds only what they tell', () => {
  expect(factsFromWords({ title: '工程师', education: '本科', major: '', qualification: '' })).toEqual({
    title: '工程师',
    education: '本科',
    'title-level': 'intermediate',
    degree: 'bachelor',
  })
  expect(factsFromWords({})).toEqual({})
})
