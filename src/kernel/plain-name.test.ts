import { describe, expect, it } from 'vitest'
import { isPlainName } from './plain-name.ts'

describe('a name of a thing', () => {
  it('is written with letters of any script, digits, brackets, signs of its language', () => {
    for (const name of [
      '',
      '201 教室（东楼）',
      '-1 层机房',
      'C++ 与 C# 程序设计',
      'AT&T“新一代”信息技术 / I 期',
      'Zürich Ökonomie, Ltd.',
      '中国移动通信集团·上海',
      '𠮷野家',
    ])
      expect([name, isPlainName(name)]).toEqual([name, true])
  })

  it('holds nothing that hides or turns text, marks up a page or runs in a spreadsheet', () => {
    for (const name of [
      '教室\u202e甲',
      '教室\u2066甲',
      '教\u200b室',
      '教室\u0000',
      '教\n室',
      '教\u2028室',
      '<script>alert(1)</script>',
      '=HYPERLINK("http://a.example")',
      '  +1+1',
      '＝1+1',
      '@SUM(A1)',
      'a\ud842',
    ])
      expect([name, isPlainName(name)]).toEqual([name, false])
  })
})
