import { createRequire } from 'node:module'
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { writeXlsx as hucreWrite } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { readTable } from './read-table.ts'
import { type Cell, defaultSheetLimits, type SheetLimits, type SheetRow } from './sheet.ts'
import { sheetXml, textCell, workbookOf } from './sheet-fixtures.ts'
import { writeXlsx } from './write-sheet.ts'

const ExcelJS = createRequire(import.meta.url)('exceljs') as typeof import('exceljs')

const read = async (bytes: Uint8Array, limits: Partial<SheetLimits> = {}) => {
  const rows: SheetRow[] = []
  const result = await readTable(
    bytes,
    {
      recognise: (row) => (row.cells.includes('name') || row.cells.includes('姓名') ? row.cells : null),
      take: (batch) => void rows.push(...batch),
    },
    { ...defaultSheetLimits, ...limits },
  )
  return { result, rows, table: rows.map(({ row, cells }) => [row, ...cells]) }
}

const codeOf = async (bytes: Uint8Array, limits: Partial<SheetLimits> = {}): Promise<string> => {
  const { result } = await read(bytes, limits)
  return result.ok ? 'read' : result.code
}

const text = (content: string): Uint8Array => new TextEncoder().encode(content)
const header = textCell('A1', 'name') + textCell('B1', 'id')

describe('csv', () => {
  test('reads comma, semicolon and tab by the header line, with or without a mark', async () => {
    for (const delimiter of [',', ';', '\t']) {
      for (const mark of ['', '\uFEFF']) {
        const { table } = await read(text(`${mark}name${delimiter}id\r\nLi${delimiter}1\r\n`))
        expect(table).toEqual([[2, 'Li', '1']])
      }
    }
  })

  test('a comma inside the fields of a semicolon file does not win', async () => {
    const { table } = await read(text('name;employer\nLi;"A, B, C, D"\nWang;E, F, G, H'))
    expect(table).toEqual([
      [2, 'Li', 'A, B, C, D'],
      [3, 'Wang', 'E, F, G, H'],
    ])
  })

  test('numbers a record by its first line when quoted fields hold line breaks', async () => {
    const { table } = await read(text('name,note\r\nLi,"one\r\ntwo\r\nthree"\r\n\r\nWang,"say ""hi"""\r\n'))
    expect(table).toEqual([
      [2, 'Li', 'one\r\ntwo\r\nthree'],
      [6, 'Wang', 'say "hi"'],
    ])
  })

  test('a quote that is never closed swallows no rows', async () => {
    const { table } = await read(
      text('name,employer\nLi,"Big Works\nWang,"Small"\nSun,"A"nd Sons\nZhao,"Open\nQian,Plain\n'),
    )
    expect(table).toEqual([
      [2, 'Li', '"Big Works'],
      [3, 'Wang', 'Small'],
      [4, 'Sun', '"A"nd Sons'],
      [5, 'Zhao', '"Open'],
      [6, 'Qian', 'Plain'],
    ])
  })

  test('reads GBK, UTF-16 and UTF-8 alike', async () => {
    const gbk = Uint8Array.from([
      0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xb5, 0xa5, 0xce, 0xbb, 0x0a, 0xd5, 0xc5, 0xc8, 0xfd, 0x2c, 0xca, 0xbe,
      0xb7, 0xb6,
    ])
    const utf16 = new Uint8Array(Buffer.from('\uFEFF姓名\t单位\r\n张三\t示范', 'utf16le'))
    for (const bytes of [gbk, utf16, text('姓名,单位\n张三,示范')]) {
      expect((await read(bytes)).table).toEqual([[2, '张三', '示范']])
    }
  })

  test('keeps digits written as ="…", marks other formulas as without value, takes off our own guard', async () => {
    const { table } = await read(text(`name,a,b,c\nLi,"=""0012""",=A1+1,'+86 1\n`))
    expect(table).toEqual([[2, 'Li', '0012', { fault: 'formula-without-value', text: '=A1+1' }, '+86 1']])
  })

  test('obeys a sep= line, which counts as a row', async () => {
    expect((await read(text('sep=;\r\nname;id\r\nLi;1,5\r\n'))).table).toEqual([[3, 'Li', '1,5']])
  })

  test('skips blank rows but counts them', async () => {
    expect((await read(text('\n\nname,id\n,\n  ,\u3000\nLi,1\n'))).table).toEqual([[6, 'Li', '1']])
  })

  test('finds the header below a title and refuses a file without one', async () => {
    const found = await read(text('名单\n2026\n姓名,单位\n张三,示范'))
    expect(found.result).toMatchObject({ ok: true, value: { format: 'csv', headerRow: 3, rows: 1 } })
    expect(await codeOf(text('张三,示范\n李四,示范'))).toBe('sheet.no-header')
  })
})

describe('xlsx as office programs write it', () => {
  const rows: readonly Cell[][] = [
    ['姓名', '证件', '数', '空'],
    ['张三', '310000199001010018', 12.5, null],
    ['李 & <四>\n"五"', '=1+1', 3.1e17, 'é𠮷'],
  ]

  const expected = [
    [2, '张三', '310000199001010018', 12.5],
    [3, '李 & <四>\n"五"', '=1+1', 3.1e17, 'é𠮷'],
  ]

  test('reads what exceljs writes, with shared and with inline strings', async () => {
    for (const useSharedStrings of [true, false]) {
      const out = new PassThrough()
      const bytes = buffer(out)
      const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useSharedStrings })
      const sheet = book.addWorksheet('a')
      for (const row of rows) sheet.addRow([...row]).commit()
      await book.commit()
      expect((await read(new Uint8Array(await bytes))).table).toEqual(expected)
    }
  })

  test('reads what exceljs writes whole, with styles, dates, formulas, rich text and errors', async () => {
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('名单')
    sheet.addRow(['姓名', '日期', '时刻', '公式', '比例', '富文本', '错误', '真'])
    sheet.addRow([
      '张三',
      new Date(Date.UTC(2026, 10, 22)),
      new Date(Date.UTC(2026, 10, 22, 9, 30)),
      { formula: 'CONCATENATE("a","b")', result: 'ab' },
      0.125,
      { richText: [{ text: '一' }, { text: '二', font: { bold: true } }] },
      { error: '#REF!' },
      true,
    ])
    sheet.getCell('B2').numFmt = 'yyyy"年"m"月"d"日"'
    sheet.getCell('C2').numFmt = 'yyyy-mm-dd hh:mm'
    sheet.getCell('E2').numFmt = '0.0%'
    const { table } = await read(new Uint8Array(await book.xlsx.writeBuffer()))
    expect(table).toEqual([
      [
        2,
        '张三',
        '2026-11-22',
        '2026-11-22 09:30',
        'ab',
        '12.5%',
        '一二',
        { fault: 'error-value', text: '#REF!' },
        'TRUE',
      ],
    ])
  })

  test('reads what hucre writes', async () => {
    const bytes = await hucreWrite({
      sheets: [
        {
          name: 'a',
          rows: rows.map((row) => row.filter((cell) => typeof cell !== 'object' || cell === null)) as never,
        },
      ],
    })
    expect((await read(bytes)).table).toEqual(expected)
  })

  test('reads back what it writes, formulas guarded and unguarded', async () => {
    const out = new PassThrough()
    const bytes = buffer(out)
    await writeXlsx(
      [
        {
          name: 'a',
          columns: [{ header: '姓名' }, { header: '证件', text: true }],
          rows: [['=cmd()', '310000199001010018']],
        },
      ],
      out,
    )
    expect((await read(new Uint8Array(await bytes))).table).toEqual([[2, '=cmd()', '310000199001010018']])
  })
})

describe('xlsx by hand', () => {
  test('tells a formula without value from a formula with an empty one', async () => {
    const { table } = await read(
      workbookOf([
        {
          name: 'a',
          xml: sheetXml({
            1: header,
            2: `${textCell('A2', 'Li')}<c r="B2"><f>SUM(C1:C9)</f></c><c r="C2"><f>1+1</f><v></v></c><c r="D2"><f>1+1</f><v>2</v></c><c r="E2" t="str"><f>T("")</f><v></v></c>`,
          }),
        },
      ]),
    )
    const without = { fault: 'formula-without-value', text: '' }
    expect(table).toEqual([[2, 'Li', without, without, 2]])
  })

  test('rows and cells without references follow one another; blank and missing rows keep the numbers', async () => {
    const xml =
      '<worksheet><sheetData><row><c t="inlineStr"><is><t>name</t></is></c></row><row/><row r="5"><c/><c t="inlineStr"><is><t>Li</t></is></c></row><row><c><v>7</v></c></row></sheetData></worksheet>'
    expect((await read(workbookOf([{ name: 'a', xml }]))).table).toEqual([
      [5, null, 'Li'],
      [6, 7],
    ])
  })

  test('joins rich runs and leaves out readings, with namespace prefixes, CDATA and character references', async () => {
    const strings =
      '<x:sst xmlns:x="urn:x"><x:si><x:t>name</x:t></x:si><x:si><x:r><x:t>王</x:t></x:r><x:r><x:rPr/><x:t xml:space="preserve"> 五</x:t></x:r><x:rPh sb="0" eb="1"><x:t>wang</x:t></x:rPh></x:si><x:si><x:t><![CDATA[a<b]]>&#x4E2D;&amp;_x000A_</x:t></x:si></x:sst>'
    const xml =
      '<x:worksheet xmlns:x="urn:x"><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c></x:row><x:row r="2"><x:c r="A2" t="s"><x:v>1</x:v></x:c><x:c r=\'B2\' t=\'s\'><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    expect((await read(workbookOf([{ name: 'a', xml }], { strings }))).table).toEqual([
      [2, '王 五', 'a<b中&\n'],
    ])
  })

  test('takes the first visible sheet with a header, not a hidden one and not a cover sheet', async () => {
    const cover = sheetXml({ 1: textCell('A1', 'Notes') })
    const hidden = sheetXml({ 1: textCell('A1', 'name'), 2: textCell('A2', 'Hidden') })
    const list = sheetXml({ 3: textCell('A3', 'name'), 4: textCell('A4', 'Seen') })
    const { result, table } = await read(
      workbookOf([
        { name: 'cover', xml: cover },
        { name: 'old', xml: hidden, state: 'hidden' },
        { name: 'list', xml: list },
      ]),
    )
    expect(result).toMatchObject({ ok: true, value: { sheet: 'list', headerRow: 3 } })
    expect(table).toEqual([[4, 'Seen']])
  })

  test('a header of two rows with merged cells is read whole, below titles, and rows keep their numbers', async () => {
    const merges = (...refs: string[]) =>
      `<mergeCells>${refs.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
    const cells = (row: number, ...texts: (string | null)[]) =>
      texts.map((one, at) => (one === null ? '' : textCell(`${'ABCDEF'[at]}${row}`, one))).join('')
    const rows = {
      1: cells(1, 'Spring list of names'),
      3: cells(3, 'name', 'id', 'contact', null, 'note'),
      4: cells(4, null, null, 'phone', 'mail'),
      5: cells(5, 'Li', '1', '138', 'a@b.c', 'late'),
      6: cells(6, null, null, '139', null, null),
    }
    const whole = ['name', 'id', 'phone', 'mail', 'note']
    for (const refs of [
      ['A1:E1', 'A3:A4', 'B3:B4', 'C3:D3', 'E3:E4'],
      // Nobody merged the single columns: they are blank below.
      ['A1:E1', 'C3:D3'],
    ]) {
      const read2 = await read(workbookOf([{ name: 'S', xml: sheetXml(rows, merges(...refs)) }]))
      expect(read2.result).toMatchObject({ ok: true, value: { header: whole, headerRow: 4, rows: 2 } })
      expect(read2.table).toEqual([
        [5, 'Li', '1', '138', 'a@b.c', 'late'],
        [6, null, null, '139'],
      ])
    }
    // One row of a header in which a column is two wide; a row without a name below it is a row.
    const wide = {
      1: cells(1, 'name', 'id', 'unit'),
      2: cells(2, null, null, 'Works'),
      3: cells(3, 'Li', '1', 'Works'),
    }
    const one = await read(workbookOf([{ name: 'S', xml: sheetXml(wide, merges('C1:D1', 'C2:D2')) }]))
    expect(one.table).toEqual([
      [2, null, null, 'Works'],
      [3, 'Li', '1', 'Works'],
    ])
    const alone = await read(workbookOf([{ name: 'S', xml: sheetXml({ 1: wide[1] }, merges('C1:D1')) }]))
    expect(alone.result).toMatchObject({ ok: true, value: { headerRow: 1, rows: 0 } })
  })

  test('a cell merged downwards speaks for its rows, but makes no row of a blank one', async () => {
    const xml = sheetXml(
      {
        1: header + textCell('C1', 'employer'),
        2: textCell('A2', 'Li') + textCell('C2', 'Works'),
        3: textCell('A3', 'Wang'),
        4: '<c r="C4"/>',
        5: textCell('A5', 'Zhao'),
      },
      '<mergeCells count="2"><mergeCell ref="C2:C4"/><mergeCell ref="A9:D9"/></mergeCells>',
    )
    expect((await read(workbookOf([{ name: 'a', xml }]))).table).toEqual([
      [2, 'Li', null, 'Works'],
      [3, 'Wang', null, 'Works'],
      [5, 'Zhao'],
    ])
  })

  test('counts days from 1904 where the workbook says so, and believes in 29 February 1900 like spreadsheets do', async () => {
    const styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    const xml = sheetXml({
      1: header,
      2: '<c r="A2" s="1"><v>1</v></c><c r="B2" s="1"><v>61</v></c><c r="C2" s="1"><v>310101199001011234</v></c>',
    })
    expect((await read(workbookOf([{ name: 'a', xml }], { styles }))).table).toEqual([
      [2, '1900-01-01', '1900-03-01', Number('310101199001011234')],
    ])
    expect((await read(workbookOf([{ name: 'a', xml }], { styles, date1904: true }))).table[0]?.[1]).toBe(
      '1904-01-02',
    )
  })
})

describe('refuses', () => {
  const plain = { name: 'a', xml: sheetXml({ 1: header, 2: textCell('A2', 'Li') }) }

  test('macros and links to other files', async () => {
    expect(await codeOf(workbookOf([plain], { parts: [{ name: 'xl/vbaProject.bin', content: 'x' }] }))).toBe(
      'sheet.macros',
    )
    expect(
      await codeOf(
        workbookOf([plain], { parts: [{ name: 'xl/externalLinks/externalLink1.xml', content: '<a/>' }] }),
      ),
    ).toBe('sheet.external-links')
  })

  test('what is no list: old .xls, a password, a web page, a picture, nothing', async () => {
    const ole = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0])
    expect(await codeOf(ole)).toBe('sheet.old-format')
    expect(
      await codeOf(new Uint8Array(Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]))),
    ).toBe('sheet.encrypted')
    expect(await codeOf(text('<html><table><tr><td>name</td></tr></table>'))).toBe('sheet.unknown-format')
    expect(await codeOf(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]))).toBe('sheet.unknown-format')
    expect(await codeOf(new Uint8Array())).toBe('sheet.empty')
    expect(await codeOf(text('\n , \n'))).toBe('sheet.empty')
  })

  test('too many rows, columns or characters, naming the limit', async () => {
    const { result } = await read(text('name\na\nb\nc'), { rows: 3 })
    expect(result).toMatchObject({ ok: false, code: 'sheet.too-many-rows', params: { limit: 3 } })
    const wide = { name: 'a', xml: sheetXml({ 1: header, 2: textCell('IW2', 'x') }) }
    expect(await codeOf(workbookOf([wide]))).toBe('sheet.too-many-columns')
    expect(
      await codeOf(
        workbookOf([{ name: 'a', xml: sheetXml({ 1: header, 2: textCell('A2', 'x'.repeat(40_000)) }) }]),
      ),
    ).toBe('sheet.cell-too-long')
    expect(await codeOf(text(`name,${'x'.repeat(40_000)}`))).toBe('sheet.cell-too-long')
    expect(await codeOf(text('name,id'), { fileBytes: 5 })).toBe('sheet.too-large')
  })

  test('styled but empty columns far to the right are no columns', async () => {
    const xml = sheetXml({ 1: header, 2: `${textCell('A2', 'Li')}<c r="XFD2" s="1"/>` })
    expect((await read(workbookOf([{ name: 'a', xml }]))).table).toEqual([[2, 'Li']])
  })

  test('an entity bomb, a cut file and a wrong checksum', async () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa">]>${sheetXml({ 1: header })}`
    expect(await codeOf(workbookOf([{ name: 'a', xml: bomb }]))).toBe('sheet.unreadable')
    const whole = workbookOf([plain])
    expect(await codeOf(whole.slice(0, whole.length - 40))).toBe('sheet.unreadable')
    const damaged = workbookOf([plain])
    damaged[damaged.length - 300] = (damaged[damaged.length - 300] ?? 0) ^ 0xff
    expect(['sheet.unreadable', 'sheet.unknown-format']).toContain(await codeOf(damaged))
  })
})
