import { expect, test } from 'vitest'
import type { Column } from './column.ts'
import { csvOf } from './csv.ts'

interface Row {
  readonly name: string
  readonly people: number
}

const columns: readonly Column<Row>[] = [
  { key: 'name', title: '名称', show: (row) => row.name, value: (row) => row.name },
  { key: 'people', title: '人数', show: (row) => row.people, value: (row) => row.people },
  { key: 'acts', title: '', show: () => null },
]

const line = (name: string): string | undefined => csvOf(columns, [{ name, people: 3 }]).split('\r\n')[1]

test('begins with a byte-order mark and the titles of the columns that have a value', () => {
  expect(csvOf(columns, [])).toBe('\ufeff名称,人数\r\n')
})

test('quotes separators and quotes', () => {
  expect(line('张, "王"')).toBe('"张, ""王""",3')
})

test('never lets a cell become a formula', () => {
  for (const start of ['=', '+', '-', '@']) expect(line(`${start}1+1`)).toBe(`'${start}1+1,3`)
})

test('keeps an 18-digit number as text, so that no digit is lost', () => {
  expect(line('310000199001011234')).toBe('"\t310000199001011234",3')
})
