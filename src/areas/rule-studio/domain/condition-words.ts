import type { Bilingual } from '../../../kernel/bilingual.ts'

/** What categories and other declared things are called, by their ids. */
export type Naming = (id: string) => Bilingual | undefined

type Node = Readonly<Record<string, unknown>>

const names: Readonly<Record<string, Bilingual>> = {
  category: { zh: '科目类别', en: 'category' },
  mode: { zh: '学习方式', en: 'mode' },
  kind: { zh: '活动种类', en: 'kind of activity' },
  role: { zh: '身份', en: 'role' },
  topic: { zh: '科目', en: 'topic' },
  chosenPeriod: { zh: '选定的年度', en: 'chosen period' },
  sessions: { zh: '上课时间', en: 'sessions' },
  'quantity.days': { zh: '天数', en: 'days' },
  'quantity.halfDays': { zh: '半天数', en: 'half-days' },
  'quantity.days|halfDays': { zh: '天数', en: 'days' },
  'quantity.minutes': { zh: '分钟数', en: 'minutes' },
  'quantity.units': { zh: '所载学时', en: 'units' },
  'quantity.count': { zh: '件数', en: 'count' },
  'quantity.points': { zh: '积分', en: 'points' },
  'evidence.passed': { zh: '考核合格', en: 'passed' },
  'fact.programme': { zh: '参加的项目', en: 'programme taken part in' },
  'fact.region': { zh: '地区', en: 'region' },
  'fact.status': { zh: '在岗情况', en: 'employment status' },
  'fact.sector': { zh: '行业', en: 'sector' },
  'fact.class': { zh: '人员类别', en: 'class of person' },
  'fact.titleLevel': { zh: '职称级别', en: 'title level' },
}

const values: Readonly<Record<string, Bilingual>> = {
  distance: { zh: '远程', en: 'distance' },
  'face-to-face': { zh: '面授', en: 'face to face' },
  blended: { zh: '混合', en: 'blended' },
  class: { zh: '培训班', en: 'class' },
  seminar: { zh: '研修班', en: 'seminar' },
  lecture: { zh: '讲座', en: 'lecture' },
  conference: { zh: '学术会议', en: 'conference' },
  paper: { zh: '论文', en: 'paper' },
  patent: { zh: '专利', en: 'patent' },
  project: { zh: '课题', en: 'project' },
  practice: { zh: '实践活动', en: 'practice' },
  visit: { zh: '学术访问', en: 'visit' },
  'self-study': { zh: '自学', en: 'self-study' },
  'degree-course': { zh: '学历课程', en: 'degree course' },
  learner: { zh: '学员', en: 'learner' },
  teacher: { zh: '授课人', en: 'teacher' },
  author: { zh: '作者', en: 'author' },
  'in-post': { zh: '在岗', en: 'in post' },
  true: { zh: '是', en: 'yes' },
  false: { zh: '否', en: 'no' },
}

export const both = (zh: string, en: string): Bilingual => ({ zh, en })

const joined = (parts: readonly Bilingual[], zh: string, en: string): Bilingual =>
  both(parts.map((one) => one.zh).join(zh), parts.map((one) => one.en).join(en))

const wordOf = (value: unknown, naming: Naming): Bilingual => {
  const text = String(value)
  return naming(text) ?? values[text] ?? both(`“${text}”`, `“${text}”`)
}

const wordsOf = (value: unknown, naming: Naming): Bilingual =>
  joined(
    (Array.isArray(value) ? value : [value]).map((one) => wordOf(one, naming)),
    '、',
    ' or ',
  )

/** Categories written as a list, as a selector in short is. */
export const categoriesWords = (value: unknown, naming: Naming): Bilingual => wordsOf(value, naming)

const subjectOf = (node: Node): Bilingual => {
  const [key, prefix] =
    typeof node['field'] === 'string'
      ? [node['field'], '']
      : typeof node['fact'] === 'string'
        ? [node['fact'], 'fact.']
        : [String(node['holding'] ?? ''), 'holding.']
  return names[prefix + key] ?? both(`“${key}”`, `“${key}”`)
}

const dayWords = (day: unknown): string => (typeof day === 'string' ? day : JSON.stringify(day))

const comparisons: readonly {
  readonly key: string
  readonly say: (subject: Bilingual, value: unknown, naming: Naming) => Bilingual
}[] = [
  {
    key: 'is',
    say: (subject, value, naming) => {
      const word = wordOf(value, naming)
      return both(`${subject.zh}为${word.zh}`, `${subject.en} is ${word.en}`)
    },
  },
  {
    key: 'in',
    say: (subject, value, naming) => {
      const word = wordsOf(value, naming)
      return both(`${subject.zh}为${word.zh}`, `${subject.en} is ${word.en}`)
    },
  },
  {
    key: 'has',
    say: (subject, value, naming) => {
      const word = wordsOf(value, naming)
      return both(`${subject.zh}包括${word.zh}`, `${subject.en} includes ${word.en}`)
    },
  },
  {
    key: 'exists',
    say: (subject, value) =>
      value === false
        ? both(`没有记载${subject.zh}`, `where no ${subject.en} is stated`)
        : both(`记载了${subject.zh}`, `where ${subject.en} is stated`),
  },
  {
    key: 'atLeast',
    say: (subject, value) =>
      both(`${subject.zh}不低于${String(value)}`, `${subject.en} at least ${String(value)}`),
  },
  {
    key: 'atMost',
    say: (subject, value) =>
      both(`${subject.zh}不高于${String(value)}`, `${subject.en} at most ${String(value)}`),
  },
  {
    key: 'before',
    say: (subject, value) =>
      both(`${subject.zh}早于${dayWords(value)}`, `${subject.en} before ${dayWords(value)}`),
  },
  {
    key: 'after',
    say: (subject, value) =>
      both(`${subject.zh}晚于${dayWords(value)}`, `${subject.en} after ${dayWords(value)}`),
  },
  {
    key: 'notBefore',
    say: (subject, value) =>
      both(`${subject.zh}不早于${dayWords(value)}`, `${subject.en} not before ${dayWords(value)}`),
  },
  {
    key: 'notAfter',
    say: (subject, value) =>
      both(`${subject.zh}不晚于${dayWords(value)}`, `${subject.en} not after ${dayWords(value)}`),
  },
]

/** A condition of a pack in words; one of a form not foreseen is shown as it is written. */
export const conditionWords = (condition: unknown, naming: Naming): Bilingual => {
  if (condition === undefined || condition === null || condition === 'always')
    return both('不论何种情况', 'in every case')
  if (condition === 'never') return both('从不', 'never')
  if (Array.isArray(condition)) {
    const word = wordsOf(condition, naming)
    return both(`科目类别为${word.zh}`, `category is ${word.en}`)
  }
  if (typeof condition !== 'object') return both(String(condition), String(condition))
  const node = condition as Node
  if (Array.isArray(node['all']))
    return joined(
      node['all'].map((one) => conditionWords(one, naming)),
      '，且',
      ' and ',
    )
  if (Array.isArray(node['any']))
    return joined(
      node['any'].map((one) => conditionWords(one, naming)),
      '，或',
      ' or ',
    )
  if (node['not'] !== undefined) {
    const inner = conditionWords(node['not'], naming)
    return both(`并非（${inner.zh}）`, `not (${inner.en})`)
  }
  if (typeof node['approval'] === 'string')
    return both(`有“${node['approval']}”批准`, `there is an approval “${node['approval']}”`)
  const said = comparisons.filter(({ key }) => node[key] !== undefined)
  if (said.length === 0) return both(JSON.stringify(node), JSON.stringify(node))
  const subject = subjectOf(node)
  return joined(
    said.map(({ key, say }) => say(subject, node[key], naming)),
    '，且',
    ' and ',
  )
}
