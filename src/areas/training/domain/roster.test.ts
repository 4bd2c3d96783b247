import { describe, expect, test } from 'vitest'
import { residentCheckDigit } from '../../../kernel/identity-number.ts'
import { type RosterVerdict, rosterJudge } from './roster.ts'
import { type RosterCell, readRosterHeader } from './roster-columns.ts'

const header = ['姓名', '身份证号', '手机', '单位', '职称', '邮箱', '证件类型']
const id = (serial: number, birth = '19900101'): string => {
  const first17 = `310000${birth}${String(serial).padStart(3, '0')}`
  return first17 + residentCheckDigit(first17)
}

const judge = (...rows: (readonly RosterCell[])[]): RosterVerdict[] => {
  const read = readRosterHeader(header)
  if (read.kind !== 'header') throw new Error('a header expected')
  const verdict = rosterJudge(read.columns, '2026-11-22')
  return rows.map((cells, index) => verdict(index + 2, cells))
}

const only = (cells: readonly RosterCell[]) => judge(cells)[0] as RosterVerdict
const refusedOf = (cells: readonly RosterCell[]) => {
  const verdict = only(cells)
  return verdict.ok ? 'accepted' : verdict.refused
}

describe('a row is accepted', () => {
  test('with name and id alone, the id telling birth and sex', () => {
    expect(only(['张三', id(1)])).toMatchObject({
      ok: true,
      entry: {
        row: 2,
        name: '张三',
        identityKind: 'resident',
        identityNumber: id(1),
        birth: '1990-01-01',
        sex: 'male',
        phone: '',
        employer: '',
      },
    })
  })

  test('with full-width digits, a lower-case x and spaces around every value', () => {
    const withX = Array.from({ length: 99 }, (_value, serial) => id(serial + 1)).find((number) =>
      number.endsWith('X'),
    ) as string
    const written = [...withX.toLowerCase()]
      .map((char) => (/\d/.test(char) ? String.fromCharCode(char.charCodeAt(0) + 0xfee0) : char))
      .join('')
    expect(
      only(['\u3000张　三 ', ` ${written}\u3000`, '１３８ ００００ ００００', ' 示范　单位 ']),
    ).toMatchObject({
      ok: true,
      entry: { name: '张三', identityNumber: withX, phone: '13800000000', employer: '示范单位' },
    })
  })

  test('with a phone kept as a number, and with another document of a stated kind', () => {
    expect(only(['张三', id(1), 13800000000])).toMatchObject({ entry: { phone: '13800000000' }, notes: [] })
    expect(only(['Li', 'AB12C3456', null, null, null, null, '护照'])).toMatchObject({
      entry: { identityKind: 'passport', identityNumber: 'AB12C3456' },
    })
    expect(only(['Li', 'H12345678'])).toMatchObject({
      entry: { identityKind: 'hk-macau-permit', birth: null },
    })
  })

  test('although optional cells are unfit: they are left out and noted', () => {
    expect(
      only(['张三', id(1), 'call me', { fault: 'error-value', text: '#REF!' }, '无', 'a@b', '身份证']),
    ).toMatchObject({
      ok: true,
      entry: { phone: '', employer: '', title: '', email: '' },
      notes: [
        { row: 2, column: '手机', code: 'roster.phone-malformed', found: 'call me' },
        { column: '邮箱', code: 'roster.email-malformed' },
        { column: '单位', code: 'roster.error-value' },
      ],
    })
  })
})

describe('a row is refused', () => {
  test('for an 18-digit id kept as a number, as text in exponent form too', () => {
    for (const lost of [310000199001010000, 3.1e17, '3.10000E+17', '3.1e17']) {
      expect(refusedOf(['张三', lost])).toMatchObject({
        row: 2,
        column: '身份证号',
        code: 'roster.id-lost-digits',
      })
    }
  })

  test('for a wrong checksum, telling the digit the number calls for but not taking it', () => {
    const right = id(1)
    const wrong = right.slice(0, 17) + (right[17] === '0' ? '1' : '0')
    expect(refusedOf(['张三', wrong])).toMatchObject({
      code: 'roster.id-checksum',
      params: { expected: right[17] },
      found: wrong,
    })
  })

  test('for a missing name or id, a wrong length, an impossible birthday', () => {
    expect(refusedOf(['\u3000', id(1)])).toMatchObject({ column: '姓名', code: 'roster.name-missing' })
    expect(refusedOf(['张三', null])).toMatchObject({ column: '身份证号', code: 'roster.id-missing' })
    expect(refusedOf(['张三', '310000199001'])).toMatchObject({
      code: 'roster.id-length',
      params: { length: 12 },
    })
    expect(refusedOf(['张三', id(1, '19900230')])).toMatchObject({ code: 'roster.id-birth-date' })
  })

  test('for eight digits under 身份证号: no other document is guessed from digits, only stated or headed', () => {
    expect(refusedOf(['张三', '12345678'])).toMatchObject({
      column: '身份证号',
      code: 'roster.id-length',
      params: { length: 8 },
    })
    expect(refusedOf(['张三', 12345678])).toMatchObject({ code: 'roster.id-length' })
    const stated = ['张三', '12345678', null, null, null, null, '台胞证']
    expect(only(stated)).toMatchObject({
      entry: { identityKind: 'taiwan-permit', identityNumber: '12345678' },
    })
    const headed = readRosterHeader(['姓名', '台胞证号码'])
    if (headed.kind !== 'header') throw new Error('a header expected')
    expect(rosterJudge(headed.columns, '2026-11-22')(2, ['张三', '12345678'])).toMatchObject({
      entry: { identityKind: 'taiwan-permit' },
    })
    expect(rosterJudge(headed.columns, '2026-11-22')(2, ['张三', id(1)])).toMatchObject({
      entry: { identityKind: 'resident' },
    })
  })

  test('for letters in the id, suggesting digits when the number is then right', () => {
    const right = id(1, '19900101')
    expect(refusedOf(['张三', right.replace('1990', '199O')])).toMatchObject({
      code: 'roster.id-characters',
      suggestion: right,
    })
    expect(refusedOf(['张三', '身份证丢失'])).not.toHaveProperty('suggestion')
  })

  test('for a script or a formula in the name', () => {
    for (const name of ['<script>alert(1)</script>', '=HYPERLINK("x")', '-张三', '张三\u0007', '张三😀']) {
      expect(refusedOf([name, id(1)])).toMatchObject({ code: 'roster.name-characters' })
    }
    expect(refusedOf(['张'.repeat(101), id(1)])).toMatchObject({ code: 'roster.name-too-long' })
  })

  test('for a yes, a date or a number where the name should be', () => {
    for (const name of ['TRUE', 'FALSE', ' TRUE ', '2026-11-22', '2026-11-22 09:30', '09:30', '12%', 42])
      expect(refusedOf([name, id(1)])).toMatchObject({ column: '姓名', code: 'roster.name-characters' })
    expect(only(['True Love', id(1)])).toMatchObject({ ok: true })
  })

  test('for a name that no certificate could bear, its characters named, before anybody is enrolled', () => {
    expect(refusedOf(['李𡚸𮧵', id(1)])).toMatchObject({
      column: '姓名',
      code: 'roster.name-undrawable',
      params: { characters: '𡚸 𮧵' },
      found: '李𡚸𮧵',
    })
    expect(only(['䶮𬭎㛃', id(1)])).toMatchObject({ ok: true, entry: { name: '䶮𬭎㛃' } })
  })

  test('for a formula without value in a needed cell', () => {
    const formula = { fault: 'formula-without-value', text: '=A1' }
    expect(refusedOf([formula, id(1)])).toMatchObject({
      column: '姓名',
      code: 'roster.formula-without-value',
    })
    expect(refusedOf(['张三', formula])).toMatchObject({
      column: '身份证号',
      code: 'roster.formula-without-value',
    })
  })

  test('for a kind of document nobody knows', () => {
    expect(refusedOf(['张三', id(1), null, null, null, null, '学生证'])).toMatchObject({
      column: '证件类型',
      code: 'roster.id-kind-unknown',
    })
  })

  test('once for all its faults, the first in front', () => {
    expect(refusedOf([null, '123'])).toMatchObject({
      code: 'roster.name-missing',
      also: [{ code: 'roster.id-length' }],
    })
  })
})

describe('a phone several rows share', () => {
  test('stays with the first; the others are accepted without it, and it says why', () => {
    const verdicts = judge(
      ['张三', id(1), '138 0000 0000'],
      ['李四', id(2), '+8613800000000'],
      ['王五', id(3), '13900000000'],
    )
    expect(verdicts.map((one) => one.ok && one.entry.phone)).toEqual(['13800000000', '', '13900000000'])
    expect(verdicts.map((one) => one.ok && one.notes)).toMatchObject([
      [],
      [{ row: 3, column: '手机', code: 'roster.phone-shared', params: { row: 2 }, found: '13800000000' }],
      [],
    ])
  })
})

describe('a second row with an id seen above', () => {
  test('is refused in any spelling, and the first stands', () => {
    const verdicts = judge(['张三', id(1)], ['李四', id(2)], ['张　三', ` ${id(1)}`])
    expect(verdicts.map(({ ok }) => ok)).toEqual([true, true, false])
    expect(verdicts[2]).toMatchObject({ refused: { row: 4, code: 'roster.duplicate', params: { row: 2 } } })
  })

  test('is told as somebody else’s number when it stands under another name', () => {
    expect(judge(['张三', id(1)], ['张三丰', id(1)])[1]).toMatchObject({
      refused: { row: 3, name: '张三丰', code: 'roster.duplicate', params: { row: 2 } },
    })
  })

  test('is accepted when the first was refused', () => {
    expect(judge([null, id(1)], ['张三', id(1)]).map(({ ok }) => ok)).toEqual([false, true])
  })
})
