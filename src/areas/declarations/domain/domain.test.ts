import { describe, expect, test } from 'vitest'
import type { DeclarableAsk } from '../../../rules/index.ts'
import { activityOf, tidyContent } from './activity.ts'
import { faultsOfAnswers } from './answers.ts'
import { lastDayToDeclare, reminderDay } from './days.ts'
import { mediaTypeOf } from './file-type.ts'
import { routeOf } from './route.ts'
import { allows, states } from './state.ts'

const bodies = { employerId: 'e', associationId: 'a', districtId: 'd', officeId: 'o' }

describe('the route', () => {
  test('goes where the path says, and passes over who is not there', () => {
    const sector = { path: 'sector', accepts: ['sector', 'authority'], check: 'employer' } as const
    expect(routeOf(sector, bodies)).toMatchObject({
      value: { check: { role: 'employer', id: 'e' }, recognise: { role: 'association', id: 'a' } },
    })
    expect(routeOf(sector, { ...bodies, associationId: null })).toMatchObject({
      value: { recognise: { role: 'office', id: 'o' } },
    })
    expect(routeOf({ ...sector, accepts: ['sector'] }, { ...bodies, associationId: null })).toMatchObject({
      ok: false,
      code: 'declaration.no-recogniser',
    })
  })

  test('has the office check for somebody without an employer, and the system recognise what is automatic', () => {
    const automatic = { path: 'automatic', accepts: ['system', 'authority'], check: null } as const
    expect(routeOf(automatic, { ...bodies, employerId: null })).toMatchObject({
      value: { check: { role: 'office' }, recognise: { role: 'system', id: null }, accepts: ['office'] },
    })
  })

  test('has the district check where the rules name the authority, or a sector body that is not there', () => {
    const asked = { path: 'authority', accepts: ['authority'], check: 'authority' } as const
    expect(routeOf(asked, bodies)).toMatchObject({
      value: {
        check: { role: 'district', id: 'd' },
        recognise: { role: 'office', id: 'o' },
        accepts: ['office'],
      },
    })
    expect(routeOf(asked, { ...bodies, districtId: null })).toMatchObject({
      value: { check: { role: 'office' } },
    })
    const sector = { ...asked, check: 'sector' } as const
    expect(routeOf(sector, bodies)).toMatchObject({ value: { check: { role: 'association' } } })
    expect(routeOf(sector, { ...bodies, associationId: null })).toMatchObject({
      value: { check: { role: 'district', id: 'd' } },
    })
  })

  test('prefers the path to the order in which bodies are accepted', () => {
    const asked = { path: 'authority', accepts: ['system', 'sector', 'authority'], check: null } as const
    expect(routeOf(asked, bodies)).toMatchObject({ value: { recognise: { role: 'office' } } })
  })
})

test('nothing is decided twice, and nothing decided is withdrawn', () => {
  const after = states.filter((state) => allows(state, 'withdrawn'))
  expect(after).toEqual(['draft', 'submitted', 'checked', 'returned'])
  expect(states.filter((state) => allows(state, 'recognised'))).toEqual(['checked'])
  expect(states.filter((state) => allows(state, 'submitted'))).toEqual(['draft', 'returned'])
})

test('the last day follows the year of completion, also on 29 February', () => {
  expect(lastDayToDeclare({ monthDay: '01-31', yearsAfter: 1 }, '2025-12-31')).toBe('2026-01-31')
  expect(lastDayToDeclare({ monthDay: '02-29', yearsAfter: 1 }, '2025-03-01')).toBe('2026-02-28')
  expect(lastDayToDeclare({ monthDay: '02-29', yearsAfter: 0 }, '2028-01-01')).toBe('2028-02-29')
  expect(lastDayToDeclare(null, '2025-12-31')).toBeNull()
  expect(reminderDay('2026-03-02', 3)).toBe('2026-02-27')
})

const ask = (form: DeclarableAsk['form'], more: Partial<DeclarableAsk> = {}): DeclarableAsk => ({
  field: 'evidence.x',
  form,
  zh: '问',
  en: 'Question',
  required: true,
  most: null,
  choices: [],
  help: null,
  ...more,
})

test.each([
  ['text', ['期刊'], ['', 'a\nb', 'x'.repeat(201), 5]],
  ['whole', [1, 20], [0, -1, 1.5, '3']],
  ['exact', ['2', '2.5', '7/2', 3], ['0', 'two', '-1', true]],
  ['choice', ['core'], ['other', 1]],
  ['yes-no', [true, false], ['true', 1]],
  ['day', ['2026-02-28'], ['2026-02-30', 20260228]],
] as const)('an answer of the form %s is taken for what it is', (form, good, bad) => {
  const asked = [ask(form, form === 'choice' ? { choices: [{ value: 'core', zh: '核心', en: 'core' }] } : {})]
  for (const value of good) expect(faultsOfAnswers(asked, { 'evidence.x': value }), String(value)).toEqual([])
  for (const value of bad)
    expect(faultsOfAnswers(asked, value === '' ? {} : { 'evidence.x': value }), String(value)).toHaveLength(1)
})

test('answers above the most, to nobody’s question, and left out are named', () => {
  const asked = [ask('whole', { most: 20 })]
  expect(faultsOfAnswers(asked, { 'evidence.x': 21, 'evidence.y': 'z' })).toEqual([
    { pointer: '/answers/evidence.y', code: 'declaration.answer-unknown' },
    { pointer: '/answers/evidence.x', code: 'declaration.answer-most', params: { most: 20 } },
  ])
  expect(faultsOfAnswers([ask('text', { required: false })], {})).toEqual([])
})

test('one work is one, however its number is written, and its reader sees it as it was', () => {
  const kind = { id: 'patent', role: 'author', categories: [{ id: 'professional' }], asks: [] }
  const content = (work: string) => ({
    kind: 'patent',
    title: ' 一种方法 ',
    from: '2026-01-01',
    to: '2026-01-01',
    category: null,
    answers: { work, 'evidence.authorRank': 1, 'quantity.count': 2 },
    serves: null,
  })
  const declared = { id: 'd', registeredOn: '2026-02-01', recognitions: [] }
  const made = ['ZL 2026 1 0001.5', 'zl20261－00015'].map((work) => {
    const tidied = tidyContent(content(work), kind)
    return activityOf(
      { ...tidied, from: '2026-01-01', to: '2026-01-01', category: 'professional' },
      kind,
      declared,
    )
  })
  expect(made[0]).toMatchObject({
    title: '一种方法',
    role: 'author',
    quantity: { count: 2 },
    evidence: { authorRank: 1, work: 'ZL 2026 1 0001.5' },
  })
  expect(made[0]?.work).toBe(made[1]?.work)
})

test('a file is what its bytes are, and whole', () => {
  const bytes = (...parts: (string | number[])[]) =>
    new Uint8Array(
      parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : part)),
    )
  const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
  expect(mediaTypeOf(bytes('%PDF-1.7 …', '%%EOF'))).toBe('application/pdf')
  expect(mediaTypeOf(bytes(png, 'IHDR', 'IEND'))).toBe('image/png')
  expect(mediaTypeOf(bytes([0xff, 0xd8, 0xff, 0xe0], 'scan', [0xff, 0xd9]))).toBe('image/jpeg')
  for (const other of [bytes('%PDF-1.7 cut'), bytes(png, 'cut'), bytes('<html>'), bytes('MZ'), bytes('')])
    expect(mediaTypeOf(other)).toBeNull()
})
