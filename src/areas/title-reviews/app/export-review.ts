import type { SheetToWrite, WrittenCell } from '../../../platform/sheet/write-sheet.ts'
import type { TitleCandidate } from '../contract.ts'
import type { Verdict } from '../domain/verdict.ts'

type Language = 'zh' | 'en'
type Year = TitleCandidate['years'][number]

const verdictNames: Record<Language, Record<Verdict, string>> = {
  zh: { met: '达标', short: '不足', disputed: '待定', 'not-found': '查无此人' },
  en: { met: 'met', short: 'short', disputed: 'open', 'not-found': 'not found' },
}

const headers: Record<Language, readonly string[]> = {
  zh: ['名单行号', '姓名', '结论', '理由'],
  en: ['List row', 'Name', 'Verdict', 'Reason'],
}

const yearText = (year: Year, language: Language): string => {
  const word = year.applies
    ? {
        zh: { met: '达标', unmet: '不足', undetermined: '缺少事实' },
        en: { met: 'met', unmet: 'short', undetermined: 'facts missing' },
      }[language][year.standing]
    : { zh: '不适用', en: 'does not apply' }[language]
  // Of somebody exempt whole the figures ask for nothing; the reason says so in their place.
  const lines = (year.reason?.code === 'exempt' ? [] : year.lines).map(
    ({ holding, unit, counted, required }) =>
      `${holding ? `${holding[language]} ` : ''}${counted}/${required} ${unit[language]}`,
  )
  const waiting = year.recognitionWouldDo
    ? [language === 'zh' ? '待认定后可达标' : 'met once recognised']
    : []
  return [word, ...lines, ...(year.reason ? [year.reason.text[language]] : waiting)].join('; ')
}

const remark = ({ reason, otherName }: TitleCandidate, language: Language): string =>
  [
    ...(reason ? [reason[language]] : []),
    ...(otherName ? [language === 'zh' ? '登记姓名与名单不同' : 'on record under another name'] : []),
  ].join('; ')

/** The sheet of a review: a row a candidate, a column a year, with the figures the explanation opens to. */
export const reviewSheet = (
  name: string,
  language: Language,
  window: { readonly fromYear: number; readonly toYear: number },
  rows: AsyncIterable<TitleCandidate>,
): SheetToWrite => {
  const years = Array.from(
    { length: window.toYear - window.fromYear + 1 },
    (_year, index) => window.fromYear + index,
  )
  return {
    name,
    columns: [
      ...headers[language].map((header, index) => ({ header, width: [10, 14, 12, 36][index] ?? 12 })),
      ...years.map((year) => ({ header: String(year), width: 44 })),
    ],
    rows: cells(rows, language),
  }
}

async function* cells(
  rows: AsyncIterable<TitleCandidate>,
  language: Language,
): AsyncGenerator<readonly WrittenCell[]> {
  for await (const one of rows) {
    yield [
      one.row,
      one.name,
      one.verdict === null ? null : verdictNames[language][one.verdict],
      remark(one, language),
      ...one.years.map((year) => yearText(year, language)),
    ]
  }
}
