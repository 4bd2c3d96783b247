import type { Language } from './template.ts'

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** A calendar day (`YYYY-MM-DD`) as prose has it. */
export const dayText = (day: string, language: Language): string => {
  const [year, month, date] = day.split('-').map(Number)
  return language === 'zh'
    ? `${year}年${month}月${date}日`
    : `${date} ${months[(month ?? 1) - 1] ?? ''} ${year}`
}

/** First and last day; one day alone where they are the same. */
export const spanText = (from: string, to: string, language: Language): string =>
  from === to
    ? dayText(from, language)
    : language === 'zh'
      ? `${dayText(from, language)}至${dayText(to, language)}`
      : `${dayText(from, language)} to ${dayText(to, language)}`
