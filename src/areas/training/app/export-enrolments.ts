import type { SheetToWrite, WrittenCell } from '../../../platform/sheet/write-sheet.ts'
import type { EnrolmentRow } from '../contract.ts'
import type { Reason } from '../domain/completion.ts'

type Language = 'zh' | 'en'

const headers: Record<Language, readonly string[]> = {
  zh: [
    '座位',
    '姓名',
    '人员类别',
    '单位',
    '报名方式',
    '状态',
    '候补次序',
    '名册行号',
    '出勤分钟',
    '应达分钟',
    '成绩',
    '满分',
    '等级',
    '考试日期',
    '未结业原因',
  ],
  en: [
    'Seat',
    'Name',
    'Class of person',
    'Employer',
    'Enrolled by',
    'State',
    'Place on waiting list',
    'Roster row',
    'Minutes attended',
    'Minutes required',
    'Score',
    'Out of',
    'Grade',
    'Exam date',
    'Why not completed',
  ],
}
const widths = [6, 14, 10, 32, 12, 12, 10, 10, 12, 12, 8, 8, 10, 12, 40]

const words: Record<Language, Record<string, string>> = {
  zh: {
    roster: '名册',
    self: '本人',
    nomination: '推荐',
    confirmed: '已录取',
    waiting: '候补',
    withdrawn: '已退出',
    completed: '结业',
    'not-completed': '未结业',
  },
  en: {
    roster: 'roster',
    self: 'oneself',
    nomination: 'nomination',
    confirmed: 'enrolled',
    waiting: 'waiting',
    withdrawn: 'withdrawn',
    completed: 'completed',
    'not-completed': 'not completed',
  },
}

const reasons: Record<Language, Record<Reason['code'], (params: Reason['params']) => string>> = {
  zh: {
    'attendance.short': (params) => `出勤 ${params['attended']} 分钟，不足 ${params['required']} 分钟`,
    'exam.failed': (params) => `考试 ${params['score']}/${params['maximum']}，未达合格线`,
    'exam.not-taken': () => '未参加考试',
    'exam.pending': () => '成绩未发布',
  },
  en: {
    'attendance.short': (params) =>
      `attended ${params['attended']} minutes of the ${params['required']} required`,
    'exam.failed': (params) => `scored ${params['score']} of ${params['maximum']}, below the pass mark`,
    'exam.not-taken': () => 'did not take the exam',
    'exam.pending': () => 'exam result not released yet',
  },
}

/** The sheet of a class's people and results, row by row as pages are read. */
export const enrolmentSheet = (
  name: string,
  language: Language,
  rows: AsyncIterable<EnrolmentRow>,
): SheetToWrite => ({
  name,
  columns: headers[language].map((header, at) => ({ header, width: widths[at] ?? 12 })),
  rows: cells(rows, language),
})

async function* cells(
  rows: AsyncIterable<EnrolmentRow>,
  language: Language,
): AsyncGenerator<readonly WrittenCell[]> {
  for await (const row of rows) {
    const { outcome } = row
    yield [
      row.seat,
      row.name,
      row.personClass,
      row.employerName,
      words[language][row.source] ?? row.source,
      words[language][row.state] ?? row.state,
      row.waitingPosition,
      row.rosterRow,
      outcome?.attendedMinutes ?? row.attendedMinutes,
      outcome?.requiredMinutes ?? null,
      outcome?.score ?? null,
      outcome?.maximum ?? null,
      (language === 'en' ? outcome?.gradeEn : null) ?? outcome?.grade ?? null,
      outcome?.examDate ?? null,
      outcome?.reasons.map((reason) => reasons[language][reason.code](reason.params)).join('；') ?? null,
    ]
  }
}
