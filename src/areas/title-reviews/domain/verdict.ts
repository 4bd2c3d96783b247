import type { Bilingual } from '../../../kernel/bilingual.ts'

export const verdicts = ['met', 'short', 'disputed', 'not-found'] as const
export type Verdict = (typeof verdicts)[number]

/** As much of a year as the verdict asks for. */
export interface JudgedYear {
  readonly year: string
  readonly applies: boolean
  readonly standing: 'met' | 'unmet' | 'undetermined'
  readonly recognitionWouldDo: boolean
}

/**
 * What the years of a window come to. One year that is short and could not be otherwise makes the candidate short; a year
 * is disputed while a fact is missing, or while what waits for recognition would do. Years whose rules do not reach the
 * person ask nothing of them; somebody whom the rules reach in no year is for people to decide.
 */
export const verdictOf = (years: readonly JudgedYear[]): Exclude<Verdict, 'not-found'> => {
  const asked = years.filter(({ applies }) => applies)
  if (asked.some((one) => one.standing === 'unmet' && !one.recognitionWouldDo)) return 'short'
  return asked.length > 0 && asked.every(({ standing }) => standing === 'met') ? 'met' : 'disputed'
}

const listed = (years: readonly JudgedYear[]): Bilingual => ({
  zh: years.map(({ year }) => year).join('、'),
  en: years.map(({ year }) => year).join(', '),
})

/** What the verdict rests on, in a sentence; of the years themselves each says its own reason. */
export const reasonOf = (verdict: Verdict, years: readonly JudgedYear[]): Bilingual => {
  if (verdict === 'not-found')
    return { zh: '登记册中没有可查阅的此人记录', en: 'No record of this person that may be read' }
  const asked = years.filter(({ applies }) => applies)
  if (asked.length === 0)
    return {
      zh: '各年度的规则均不适用于此人，须由人工判断',
      en: 'The rules reach this person in none of the years; people have to decide',
    }
  if (verdict === 'short') {
    const short = listed(asked.filter((one) => one.standing === 'unmet' && !one.recognitionWouldDo))
    return { zh: `${short.zh}年度不足`, en: `Short in ${short.en}` }
  }
  if (verdict === 'met')
    return asked.length === years.length
      ? { zh: '各年度均达标', en: 'Every year is met' }
      : { zh: '规则适用的各年度均达标', en: 'Every year in which the rules apply is met' }
  const open = asked.filter(({ standing }) => standing !== 'met')
  const [waiting, unknown] = [
    listed(open.filter((one) => one.recognitionWouldDo)),
    listed(open.filter((one) => !one.recognitionWouldDo)),
  ]
  const said = [
    ...(waiting.zh
      ? [{ zh: `${waiting.zh}年度待认定后可达标`, en: `${waiting.en}: met once recognised` }]
      : []),
    ...(unknown.zh
      ? [{ zh: `${unknown.zh}年度缺少事实，不能判定`, en: `${unknown.en}: facts missing` }]
      : []),
  ]
  return { zh: said.map(({ zh }) => zh).join('；'), en: said.map(({ en }) => en).join('; ') }
}
