import { describe, expect, it } from 'vitest'
import { suggestedClassRule } from '../contract.ts'
import { classesAbove, classProposed } from './class-rule.ts'

const classOf = (evidence: Record<string, string>): string | undefined =>
  classProposed(suggestedClassRule, evidence)?.class

describe('the class rule of the programme description', () => {
  it('gives A for a national qualification, a title or a city certificate at intermediate level or above', () => {
    expect(classOf({ 'field-work': 'yes', 'national-qualification-level': 'intermediate' })).toBe('A')
    expect(classOf({ 'field-work': 'yes', 'title-level': 'senior' })).toBe('A')
    expect(classOf({ 'field-work': 'yes', 'city-certificate-level': 'intermediate' })).toBe('A')
    expect(classOf({ 'field-work': 'yes', 'title-level': 'junior' })).toBe('C')
  })

  it('gives B for a master in the field, or a college degree with the conditions for an intermediate title', () => {
    expect(classOf({ 'field-work': 'yes', degree: 'master', 'major-in-field': 'yes' })).toBe('B')
    expect(classOf({ 'field-work': 'yes', degree: 'master' })).toBe('C')
    expect(classOf({ 'field-work': 'yes', degree: 'college', 'meets-intermediate-conditions': 'yes' })).toBe(
      'B',
    )
  })

  it('gives nothing to whoever does not work in the field', () => {
    expect(classOf({ 'title-level': 'senior', degree: 'doctor', 'major-in-field': 'yes' })).toBeUndefined()
    expect(classOf({})).toBeUndefined()
  })
})

describe('of several classes that hold', () => {
  const both = { 'field-work': 'yes', 'title-level': 'senior', degree: 'master', 'major-in-field': 'yes' }

  it('the first in the precedence is taken, and the criterion told', () => {
    expect(classProposed(suggestedClassRule, both)).toMatchObject({ class: 'A', criterion: { class: 'A' } })
  })

  it('another precedence gives another class from the same evidence', () => {
    expect(classProposed({ ...suggestedClassRule, precedence: ['B', 'A', 'C'] }, both)?.class).toBe('B')
  })
})

describe('why not a class above', () => {
  it('names every criterion of the classes before the proposed one, and what each lacks', () => {
    const above = classesAbove(suggestedClassRule, {
      'field-work': 'yes',
      'title-level': 'junior',
      degree: 'master',
      'major-in-field': 'yes',
    })
    expect(above.map((one) => one.class)).toEqual(['A', 'A', 'A'])
    expect(above[1]?.lacking).toEqual([
      { fact: 'title-level', oneOf: ['intermediate', 'vice-senior', 'senior'], found: 'junior' },
    ])
    expect(above[0]?.lacking).toEqual([
      { fact: 'national-qualification-level', oneOf: ['intermediate', 'senior'], found: null },
    ])
  })

  it('is empty for the first class, and whole where no class holds', () => {
    expect(classesAbove(suggestedClassRule, { 'field-work': 'yes', 'title-level': 'senior' })).toEqual([])
    expect(classesAbove(suggestedClassRule, {}).map((one) => one.class)).toEqual([
      'A',
      'A',
      'A',
      'B',
      'B',
      'C',
    ])
  })
})
