import { describe, expect, test } from 'vitest'
import { readRosterHeader } from './roster-columns.ts'

const columnsOf = (...headers: (string | null)[]) => {
  const read = readRosterHeader(headers)
  return read.kind === 'header' ? read.columns : read
}

describe('readRosterHeader', () => {
  test('takes columns in any order, Chinese or English, inner spaces, stars and remarks ignored', () => {
    expect(columnsOf('单 位', '*身 份 证 号 码：', '姓　名（必填）')).toMatchObject({
      at: { employer: 0, identity: 1, name: 2 },
      ignored: [],
    })
    expect(columnsOf('Employer', 'ID Number', 'Full Name', 'E-mail')).toMatchObject({
      at: { employer: 0, identity: 1, name: 2, email: 3 },
    })
    expect(columnsOf('ｉｄ＿ｎｕｍｂｅｒ', 'NAME')).toMatchObject({ at: { identity: 0, name: 1 } })
  })

  test('reads headers in two languages', () => {
    expect(columnsOf('姓名/Name', '证件号码 ID No.', '单位\nEmployer')).toMatchObject({
      at: { name: 0, identity: 1, employer: 2 },
    })
  })

  test('knows every column of a usual office list', () => {
    const read = columnsOf(
      '序号',
      '姓名',
      '性别',
      '证件类型',
      '证件号码',
      '手机',
      '邮箱',
      '工作单位',
      '岗位',
      '职称',
      '职称级别',
      '学历',
      '学位',
      '专业',
      '资格证书',
      '备注',
    )
    expect(read).toMatchObject({
      at: {
        name: 1,
        identityKind: 3,
        identity: 4,
        phone: 5,
        email: 6,
        employer: 7,
        post: 8,
        title: 9,
        titleLevel: 10,
        education: 11,
        degree: 12,
        major: 13,
        qualification: 14,
      },
      ignored: ['序号', '性别', '备注'],
    })
  })

  test('lists unknown columns as the file writes them, and passes over columns without a header', () => {
    expect(columnsOf('姓名', null, '身份证号', 'T-shirt size', '', '=HYPERLINK("x")')).toMatchObject({
      ignored: ['T-shirt size', '=HYPERLINK("x")'],
    })
  })

  test('of two columns that claim a field the plainer name wins, whatever the order', () => {
    expect(columnsOf('ID', '姓名', '身份证号')).toMatchObject({ at: { identity: 2 }, ignored: ['ID'] })
    expect(columnsOf('身份证号', '姓名', 'ID')).toMatchObject({ at: { identity: 0 }, ignored: ['ID'] })
    expect(columnsOf('姓名', '身份证号', '姓名')).toMatchObject({ at: { name: 0 }, ignored: ['姓名'] })
  })

  test('a column that says too little of itself is read with its group above', () => {
    const read = readRosterHeader(
      ['姓名', '证件号码', '名称', '手机', '名称'],
      ['姓名', '证件号码', '单位', '联系', '备注'],
    )
    expect(read).toMatchObject({
      kind: 'header',
      columns: { at: { employer: 2, phone: 3 }, ignored: ['名称'] },
    })
  })

  test('a title row is no header, a header without an id column says what it lacks', () => {
    expect(readRosterHeader(['2026 年度培训班学员名单'])).toEqual({ kind: 'other' })
    expect(readRosterHeader(['序号', '姓名', '工作单位'])).toEqual({
      kind: 'incomplete',
      missing: ['identity'],
    })
    expect(readRosterHeader(['身份证号', '手机'])).toEqual({ kind: 'incomplete', missing: ['name'] })
  })
})
