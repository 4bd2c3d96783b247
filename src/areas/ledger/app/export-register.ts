import type { Bilingual } from '../../../kernel/bilingual.ts'
import { exactCell } from '../../../platform/sheet/exact-cell.ts'
import type { SheetToWrite, WrittenCell } from '../../../platform/sheet/write-sheet.ts'
import type { RegisterGroupRow, RegisterPerson, RegisterRunRead } from '../contract/register.ts'

type Language = 'zh' | 'en'

const standings: Record<Language, Record<RegisterPerson['standing'], string>> = {
  zh: { met: '已达标', unmet: '未达标', undetermined: '待定', outside: '不适用' },
  en: { met: 'met', unmet: 'not met', undetermined: 'undetermined', outside: 'does not apply' },
}
const headers: Record<Language, readonly string[]> = {
  zh: ['姓名', '单位', '职称、证照', '结果', '已计', '应达到', '尚缺', '来由'],
  en: ['Name', 'Employer', 'Title or licence', 'Standing', 'counted', 'required', 'lacking', 'Explanation'],
}
const groups: Record<Language, Record<GroupsToWrite['by'], string>> = {
  zh: { district: '按区', employer: '按单位', 'title-level': '按职称级别' },
  en: { district: 'By district', employer: 'By employer', 'title-level': 'By title level' },
}
const groupHeaders: Record<Language, readonly string[]> = {
  zh: ['', '人数', '已达标', '未达标', '待定', '不适用'],
  en: ['', 'People', 'met', 'not met', 'undetermined', 'does not apply'],
}
const none: Bilingual = { zh: '未登记', en: 'not on record' }

export interface GroupsToWrite {
  readonly by: 'district' | 'employer' | 'title-level'
  readonly rows: AsyncIterable<RegisterGroupRow>
}

export interface ListToWrite {
  readonly run: RegisterRunRead
  readonly language: Language
  /** What stands in front of the address of an explanation page. */
  readonly publicUrl: string
  readonly people: AsyncIterable<RegisterPerson>
  readonly groups: readonly GroupsToWrite[]
}

/** A sheet of a workbook takes a million rows and some. */
const rowsOfSheet = 1_000_000

/** The workbook of a run: its groups, and everybody asked for, a row a person or a title of theirs, over as many sheets as it takes. */
export const registerSheets = (list: ListToWrite): SheetToWrite[] => {
  const { run, language, people } = list
  const { met, unmet, undetermined, outside } = run.counts
  const rows = people[Symbol.asyncIterator]()
  // A row a person, or a title of theirs: hardly anybody has three.
  const most = (met + unmet + undetermined + outside) * (run.byHolding ? 3 : 1)
  const sheets = Math.max(1, Math.ceil(most / rowsOfSheet))
  const [
    name = '',
    employer = '',
    title = '',
    standing = '',
    counted = '',
    required = '',
    lacking = '',
    why = '',
  ] = headers[language]
  const columns = [
    { header: name, width: 14 },
    { header: employer, width: 28 },
    ...(run.byHolding ? [{ header: title, width: 20 }] : []),
    { header: standing, width: 10 },
    ...run.lines.flatMap((line) =>
      [counted, required, lacking].map((word) => ({ header: `${line.name[language]} ${word}`, width: 16 })),
    ),
    { header: why, width: 40 },
  ]
  return [
    ...list.groups.map((group) => groupSheet(group, language)),
    ...Array.from({ length: sheets }, (_, place) => ({
      name: `${run.period.replace('/', ' ')}${sheets > 1 ? ` ${place + 1}` : ''}`,
      columns,
      rows: cells(list, rows),
    })),
  ]
}

const groupSheet = ({ by, rows }: GroupsToWrite, language: Language): SheetToWrite => {
  const [, ...rest] = groupHeaders[language]
  return {
    name: groups[language][by],
    columns: [{ header: groups[language][by], width: 28 }, ...rest.map((header) => ({ header, width: 12 }))],
    rows: groupCells(rows, language),
  }
}

async function* groupCells(
  rows: AsyncIterable<RegisterGroupRow>,
  language: Language,
): AsyncGenerator<readonly WrittenCell[]> {
  for await (const { key, name, people, met, unmet, undetermined, outside } of rows) {
    const word = key === '' ? none[language] : name?.[language] || name?.zh || key
    yield [word, people, met, unmet, undetermined, outside]
  }
}

/** Who has met the requirement, by another line or an exemption, lacks nothing. */
const lackingOf = ({ standing }: RegisterPerson, remaining: string | null): WrittenCell =>
  standing === 'met' || remaining === null ? null : exactCell(remaining)

/** The next sheet full of people, from an iterator that the sheets share. */
async function* cells(
  list: ListToWrite,
  people: AsyncIterator<RegisterPerson>,
): AsyncGenerator<readonly WrittenCell[]> {
  const row = rowOf(list)
  for (let written = 0; written < rowsOfSheet; ) {
    const next = await people.next()
    if (next.done) return
    const one = next.value
    const apart = rowsApart(one.lines)
    written += apart.length
    for (const lines of apart) yield row(one, lines)
  }
}

type Line = RegisterPerson['lines'][number]

/** Lines of one row each: a line that comes again is another title's. */
const rowsApart = (lines: readonly Line[]): readonly ReadonlyMap<string, Line>[] => {
  const rows = [new Map<string, Line>()]
  for (const line of lines) {
    if (rows.at(-1)?.has(line.id)) rows.push(new Map())
    rows.at(-1)?.set(line.id, line)
  }
  return rows
}

/** One row of the list, of a person or of one title of theirs. */
const rowOf =
  ({ run, language, publicUrl }: ListToWrite) =>
  (one: RegisterPerson, lines: ReadonlyMap<string, Line>): readonly WrittenCell[] => {
    const title = [...lines.values()].find(({ holding }) => holding !== null)?.holding
    return [
      one.name,
      one.employer && (one.employer[language] || one.employer.zh),
      ...(run.byHolding ? [title ? title[language] || title.zh : null] : []),
      standings[language][one.standing],
      ...run.lines.flatMap(({ id }): WrittenCell[] => {
        const line = lines.get(id)
        return line
          ? [exactCell(line.counted), exactCell(line.required), lackingOf(one, line.remaining)]
          : [null, null, null]
      }),
      `${publicUrl}/app/people/${one.personId}/standing?year=${run.period.slice(0, 4)}&programme=${run.programmeId}`,
    ]
  }
