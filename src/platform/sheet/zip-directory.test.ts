import { describe, expect, test } from 'vitest'
import { readTable } from './read-table.ts'
import { defaultSheetLimits, SheetError } from './sheet.ts'
import { sheetXml, textCell, workbookOf, zipOf } from './sheet-fixtures.ts'
import { inflateEntry, readZipDirectory } from './zip-directory.ts'

const codeOf = (run: () => unknown): string => {
  try {
    run()
    return 'read'
  } catch (error) {
    return (error as SheetError).code
  }
}

describe('zip bombs', () => {
  test('an archive that says it inflates beyond the limit is refused before anything is inflated', () => {
    const bytes = zipOf([{ name: 'a', content: 'x', claimedBytes: defaultSheetLimits.inflatedBytes + 1 }])
    expect(codeOf(() => readZipDirectory(bytes, defaultSheetLimits))).toBe('sheet.inflates-too-large')
  })

  test('many parts that only together pass the limit are refused', () => {
    const half = Math.ceil(defaultSheetLimits.inflatedBytes / 2) + 1
    const bytes = zipOf(['a', 'b'].map((name) => ({ name, content: 'x', claimedBytes: half })))
    expect(codeOf(() => readZipDirectory(bytes, defaultSheetLimits))).toBe('sheet.inflates-too-large')
  })

  test('a part that lies about its size is stopped at the size it told', async () => {
    const bytes = zipOf([{ name: 'a', content: '\0'.repeat(50_000_000), claimedBytes: 1000 }])
    const entry = readZipDirectory(bytes, defaultSheetLimits).get('a')
    if (!entry) throw new Error('entry a expected')
    let seen = 0
    await expect(async () => {
      for await (const chunk of inflateEntry(bytes, entry)) seen += chunk.length
    }).rejects.toMatchObject({ code: 'sheet.unreadable' })
    expect(seen).toBeLessThan(200_000)
  })

  test('a workbook of 300 MB of blank rows is refused with the limit told', async () => {
    const rows = '<row r="9"><c r="A9"/></row>'.repeat(400_000).padEnd(300 * 1024 * 1024, ' ')
    const bytes = workbookOf([{ name: 'a', xml: sheetXml({ 1: textCell('A1', 'name') }, rows) }])
    expect(bytes.length).toBeLessThan(2_000_000)
    const result = await readTable(bytes, { recognise: () => true, take: () => undefined })
    expect(result).toMatchObject({ ok: false, code: 'sheet.inflates-too-large', params: { limit: '256 MB' } })
  })

  test('an archive of more parts than any workbook has is refused', () => {
    const parts = Array.from({ length: defaultSheetLimits.parts + 1 }, (_part, index) => ({
      name: `p${index}`,
      content: '',
    }))
    expect(codeOf(() => readZipDirectory(zipOf(parts), defaultSheetLimits))).toBe('sheet.inflates-too-large')
  })
})

describe('inflateEntry', () => {
  test('gives stored and deflated parts back byte for byte', async () => {
    const content = Uint8Array.from({ length: 300_000 }, (_value, index) => (index * 7919) % 251)
    for (const stored of [true, undefined] as const) {
      const bytes = zipOf([{ name: 'a', content, ...(stored ? { stored } : {}) }])
      const entry = readZipDirectory(bytes, defaultSheetLimits).get('a')
      if (!entry) throw new Error('entry a expected')
      const chunks: Uint8Array[] = []
      for await (const chunk of inflateEntry(bytes, entry)) chunks.push(chunk)
      expect(Buffer.concat(chunks).equals(Buffer.from(content))).toBe(true)
    }
  })

  test('a changed byte is noticed', async () => {
    const bytes = zipOf([{ name: 'a', content: 'hello hello', stored: true }])
    bytes[32] = 0x21
    const entry = readZipDirectory(bytes, defaultSheetLimits).get('a')
    if (!entry) throw new Error('entry a expected')
    await expect(inflateEntry(bytes, entry).next()).rejects.toMatchObject({ code: 'sheet.unreadable' })
  })
})
