import type { SheetToWrite, WrittenCell } from '../../../platform/sheet/write-sheet.ts'
import { mixedNumber } from '../../../kernel/mixed-number.ts'
import type { DryRunChange, DryRunPerson, DryRunRead } from '../contract/dry-runs.ts'
import { changeName, reportSheets } from './report-sheets.ts'

type Language = 'zh' | 'en'

const standWords: Record<Language, Record<DryRunPerson['after'], string>> = {
  zh: { met: '已达标', unmet: '未达标', undetermined: '待定', outside: '不适用' },
  en: { met: 'met', unmet: 'not met', undetermined: 'undetermined', outside: 'does not apply' },
}

const headers: Record<Language, readonly string[]> = {
  zh: [
    '姓名',
    '单位',
    '现行规则',
    '新规则',
    '现缺分钟',
    '新缺分钟',
    '变动的要求',
    '现行规则各项',
    '新规则各项',
    '缺少的事实',
    '涉及此人的变动',
  ],
  en: [
    'Name',
    'Employer',
    'Rules in force',
    'Draft',
    'Minutes lacking now',
    'Minutes lacking under the draft',
    'Requirement that moved',
    'Lines now',
    'Lines under the draft',
    'Facts missing',
    'Changes that touch them',
  ],
}

type Naming = (id: string) => string

const linesText = (lines: DryRunPerson['afterLines'], nameOf: Naming, language: Language): string =>
  lines
    .map(({ id, holding, counted, required }) => {
      const name = [holding && (holding[language] || holding.zh), nameOf(id)].filter(Boolean).join(' · ')
      return `${name} ${mixedNumber(counted)} / ${mixedNumber(required)}`
    })
    .join('; ')

/** The workbook of a dry run: what each changed rule does, its groups, and everybody asked for, a row a person. */
export const dryRunSheets = (
  name: string,
  language: Language,
  { report, lines }: Pick<DryRunRead, 'report' | 'lines'>,
  people: AsyncIterable<DryRunPerson>,
): SheetToWrite[] => [
  ...(report ? reportSheets(report, language) : []),
  {
    name,
    columns: headers[language].map((header, index) => ({ header, width: [14, 28][index] ?? 18 })),
    rows: cells(people, language, namingOf(lines, language), namesOfChanges(report?.changes ?? [], language)),
  },
]

const namingOf = (lines: DryRunRead['lines'], language: Language): Naming => {
  const names = new Map(lines.map(({ id, name }) => [id, name[language]]))
  return (id) => names.get(id) ?? id
}

const namesOfChanges = (changes: readonly DryRunChange[], language: Language): ReadonlyMap<string, string> =>
  new Map(changes.map((one) => [one.key, changeName(one, language)]))

async function* cells(
  rows: AsyncIterable<DryRunPerson>,
  language: Language,
  nameOf: Naming,
  changes: ReadonlyMap<string, string>,
): AsyncGenerator<readonly WrittenCell[]> {
  for await (const one of rows) {
    yield [
      one.name,
      one.employer,
      standWords[language][one.before],
      standWords[language][one.after],
      one.beforeMinutes,
      one.afterMinutes,
      one.reason && nameOf(one.reason),
      linesText(one.beforeLines, nameOf, language),
      linesText(one.afterLines, nameOf, language),
      one.lacks.join(', '),
      (one.touched ?? []).map((key) => changes.get(key) ?? key).join('; '),
    ]
  }
}
