import { certificateWord, certificateWords, type CertificateWord } from '../../../kernel/certificate-state.ts'
import type { SheetToWrite, WrittenCell } from '../../../platform/sheet/write-sheet.ts'
import type { BatchRow } from '../contract/batch-checks.ts'
import type { BatchVerdict } from '../domain/batch-check.ts'

type Language = 'zh' | 'en'

const headers: Record<Language, readonly string[]> = {
  zh: [
    '原表行号',
    '证书编号',
    '姓名',
    '查验结果',
    '证书名称',
    '学时',
    '成绩',
    '发证日期',
    '发证单位',
    '取代证书',
    '撤销日期',
  ],
  en: [
    'Row',
    'Certificate no.',
    'Name',
    'Result',
    'Title',
    'Hours',
    'Grade',
    'Issued on',
    'Issuer',
    'Superseded by',
    'Revoked on',
  ],
}
const widths = [8, 22, 16, 24, 32, 8, 12, 12, 28, 22, 12]

const inWords = (language: Language) => ({
  valid: certificateWords.valid[language],
  superseded: certificateWords.superseded[language],
  replaced: certificateWords.replaced[language],
  revoked: certificateWords.revoked[language],
})

/** The words of the single check; one answer for a number that is not on record and for a name that is not its holder's. */
const verdicts: Record<Language, Record<BatchVerdict | CertificateWord, string>> = {
  zh: {
    ...inWords('zh'),
    unknown: '未找到（编号或姓名不符）',
    'name-needed': '缺姓名，未查',
    wait: '该编号试错过多，稍后单独查验',
  },
  en: {
    ...inWords('en'),
    unknown: 'Not found (number or name does not fit)',
    'name-needed': 'Not checked: no name',
    wait: 'Too many wrong names for this number; check it by itself later',
  },
}

/** In the column of the hours, which are no ground of such a certificate. */
const exempt: Record<Language, string> = { zh: '全部免除', en: 'exempt' }

/** What became of a sheet, as a sheet. */
export const batchSheet = (
  name: string,
  language: Language,
  rows: AsyncIterable<BatchRow>,
): SheetToWrite => ({
  name,
  columns: headers[language].map((header, at) => ({
    header,
    width: widths[at] ?? 12,
    ...(at === 1 || at === 9 ? { text: true as const } : {}),
  })),
  rows: cells(rows, language),
})

async function* cells(
  rows: AsyncIterable<BatchRow>,
  language: Language,
): AsyncGenerator<readonly WrittenCell[]> {
  for await (const { row, number, name, verdict, facts } of rows) {
    const english = language === 'en'
    yield [
      row,
      number,
      name,
      verdict === null ? null : verdicts[language][certificateWord(verdict, facts?.supersededCause)],
      (english ? facts?.titleEn : '') || (facts?.title ?? null),
      facts?.exempt ? exempt[language] : (facts?.hours ?? null),
      facts?.grade ?? null,
      facts?.issuedOn ?? null,
      (english ? facts?.issuerEn : '') || (facts?.issuer ?? null),
      facts?.supersededBy ?? null,
      facts?.revokedOn ?? null,
    ]
  }
}
