import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { readTable } from './read-table.ts'
import type { SheetRow } from './sheet.ts'
import { type SheetToWrite, writeCsv, writeXlsx } from './write-sheet.ts'

const sheet: SheetToWrite = {
  name: '名单/2026 [一]',
  columns: [
    { header: '姓名' },
    { header: '证件号码', text: true, width: 24 },
    { header: '分' },
    { header: '=1+1' },
  ],
  rows: [
    ['=HYPERLINK("http://x")', '310000199001010018', -3, null],
    ['+86 "138", 0000', '@SUM(A1)', 12.5, '两行\n文字'],
    ['-', '\t1', 0, ' 边缘 '],
    [' =1+1', '＝1+1', 1, ''],
  ],
}

const written = async (
  write: (sheet: SheetToWrite, out: PassThrough) => Promise<void>,
): Promise<Uint8Array> => {
  const out = new PassThrough()
  const bytes = buffer(out)
  await write(sheet, out)
  return new Uint8Array(await bytes)
}

const rowsOf = async (bytes: Uint8Array): Promise<SheetRow[]> => {
  const rows: SheetRow[] = []
  const read = await readTable(bytes, { recognise: (row) => row, take: (batch) => void rows.push(...batch) })
  expect(read).toMatchObject({ ok: true, value: { header: { cells: ['姓名', '证件号码', '分', '=1+1'] } } })
  return rows
}

describe('writeCsv', () => {
  test('guards texts that a spreadsheet would run, quotes what needs it, leaves numbers numbers, and says it is UTF-8', async () => {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await written(writeCsv))
    expect(text).toBe(
      `\uFEFF姓名,证件号码,分,'=1+1\r\n"'=HYPERLINK(""http://x"")",310000199001010018,-3,\r\n"'+86 ""138"", 0000",'@SUM(A1),12.5,"两行\n文字"\r\n'-,"'\t1",0," 边缘 "\r\n' =1+1,'＝1+1,1,\r\n`,
    )
  })

  test('comes back as it was', async () => {
    expect((await rowsOf(await written(writeCsv))).map(({ cells }) => cells)).toEqual([
      ['=HYPERLINK("http://x")', '310000199001010018', '-3'],
      ['+86 "138", 0000', '@SUM(A1)', '12.5', '两行\n文字'],
      ['-', '\t1', '0', ' 边缘 '],
      [' =1+1', '＝1+1', '1'],
    ])
  })
})

describe('writeXlsx', () => {
  test('comes back as it was, numbers as numbers', async () => {
    expect(
      (await rowsOf(await written((one, out) => writeXlsx([one], out)))).map(({ cells }) => cells),
    ).toEqual([
      ['=HYPERLINK("http://x")', '310000199001010018', -3],
      ['+86 "138", 0000', '@SUM(A1)', 12.5, '两行\n文字'],
      ['-', '\t1', 0, ' 边缘 '],
      [' =1+1', '＝1+1', 1],
    ])
  })

  test('writes a thousand rows from a source that can be read once only, under a name of its own where none is given', async () => {
    async function* rows() {
      for (let index = 0; index < 1_000; index += 1) yield [`第${index}人`, String(index)]
    }
    const out = new PassThrough()
    const bytes = buffer(out)
    await writeXlsx([{ name: '', columns: sheet.columns, rows: rows() }], out)
    expect((await rowsOf(new Uint8Array(await bytes))).at(-1)).toEqual({
      row: 1_001,
      cells: ['第999人', '999'],
    })
  })
})
