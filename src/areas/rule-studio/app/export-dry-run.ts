import type { SheetToWrite, WrittenCell } from '../../../platform/sheet/write-sheet.ts'
import type { DryRunPerson } from '../contract/dry-runs.ts'

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
  ],
}

const linesText = (lines: DryRunPerson['afterLines']): string =>
  lines.map(({ id, counted, required }) => `${id} ${counted}/${required}`).join('; ')

/** The sheet of a dry run, a row a person. */
export const dryRunSheet = (
  name: string,
  language: Language,
  rows: AsyncIterable<DryRunPerson>,
): SheetToWrite => ({
  name,
  columns: headers[language].map((header, index) => ({ header, width: [14, 28][index] ?? 18 })),
  rows: cells(rows, language),
})

async function* cells(
  rows: AsyncIterable<DryRunPerson>,
  language: Language,
): AsyncGenerator<readonly WrittenCell[]> {
  for await (const one of rows) {
    yield [
      one.name,
      one.employer,
      standWords[language][one.before],
      standWords[language][one.after],
      one.beforeMinutes,
      one.afterMinutes,
      one.reason,
      linesText(one.beforeLines),
      linesText(one.afterLines),
      one.lacks.join(', '),
    ]
  }
}
