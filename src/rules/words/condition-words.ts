import type { Bilingual } from '../../kernel/bilingual.ts'
import { factNames } from '../../kernel/fact-names.ts'

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
  'evidence.level': { zh: '级别', en: 'level' },
  'evidence.authorRank': { zh: '本人排名', en: 'place among the authors' },
  ...Object.fromEntries(Object.entries(factNames).map(([name, words]) => [`fact.${name}`, words])),
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
  retired: { zh: '退休', en: 'retired' },
  Guangdong: { zh: '广东省', en: 'Guangdong' },
  education: { zh: '教育', en: 'education' },
  health: { zh: '卫生', en: 'health' },
  industry: { zh: '工业', en: 'industry' },
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

/** A field of an activity, a fact or a holding by the name people have for it. */
export const subjectWords = (key: string, otherwise: string = key): Bilingual =>
  names[key] ?? both(`“${otherwise}”`, `“${otherwise}”`)

/** A fact of the person by the name people have for it; otherwise by its own. */
export const factWords = (name: string): Bilingual =>
  (Object.hasOwn(factNames, name) ? factNames[name] : undefined) ?? both(name, name)

/** A value of a fact in words, where the house has some; otherwise as it stands. */
export const factValueWords = (value: string): Bilingual => values[value] ?? both(value, value)

const subjectOf = (node: Node): Bilingual => {
  if (typeof node['field'] === 'string') return subjectWords(node['field'])
  const [key, prefix] =
    typeof node['fact'] === 'string' ? [node['fact'], 'fact.'] : [String(node['holding'] ?? ''), 'holding.']
  return names[prefix + key] ?? both(`“${key}”`, `“${key}”`)
}

const days: Readonly<Record<string, Bilingual>> = {
  on: both('判定之日', 'the day of judging'),
  'period.from': both('期间首日', 'the first day of the period'),
  'period.to': both('期间末日', 'the last day of the period'),
  'activity.from': both('活动开始之日', 'the start of the activity'),
  'activity.to': both('活动结束之日', 'the end of the activity'),
  'activity.completedOn': both('完成之日', 'its completion'),
  'activity.registeredOn': both('登记之日', 'its registration'),
  'activity.claimedOn': both('申报之日', 'the day it was claimed'),
}

const yearsAfter = ['当年', '次年', '第三年'] as const

const spanWords = (span: Node): Bilingual => {
  const parts = (
    [
      ['years', '年', 'year'],
      ['months', '个月', 'month'],
      ['days', '天', 'day'],
    ] as const
  ).filter(([key]) => Number(span[key] ?? 0) !== 0)
  return joined(
    parts.map(([key, zh, en]) =>
      both(`${String(span[key])}${zh}`, `${String(span[key])} ${Number(span[key]) === 1 ? en : `${en}s`}`),
    ),
    '',
    ' ',
  )
}

/** A day as packs write one: a date, a named day, one so long before or after it, a month and day of a year. */
export const dayWords = (day: unknown): Bilingual => {
  if (typeof day === 'string') return days[day] ?? both(day, day)
  if (typeof day !== 'object' || day === null) return both(String(day), String(day))
  const node = day as Node
  if (typeof node['monthDay'] === 'string') {
    const years = Number(node['yearsAfter'] ?? 0)
    const of = node['of'] === undefined ? null : dayWords(node['of'])
    const zh = yearsAfter[years] ?? `${years}年后`
    const en = years === 0 ? 'the same year' : years === 1 ? 'the next year' : `the year ${years} years on`
    return both(
      `${of ? `${of.zh}的` : ''}${zh}${node['monthDay']}`,
      `${node['monthDay']} of ${en}${of ? `, counted from ${of.en}` : ''}`,
    )
  }
  const from = dayWords(node['day'])
  const [plus, minus] = [node['plus'], node['minus']].map((span) =>
    typeof span === 'object' && span !== null ? spanWords(span as Node) : null,
  )
  return both(
    `${from.zh}${plus ? `后${plus.zh}` : ''}${minus ? `前${minus.zh}` : ''}`,
    `${plus ? `${plus.en} after ` : ''}${minus ? `${minus.en} before ` : ''}${from.en}`,
  )
}

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
      both(`${subject.zh}早于${dayWords(value).zh}`, `${subject.en} before ${dayWords(value).en}`),
  },
  {
    key: 'after',
    say: (subject, value) =>
      both(`${subject.zh}晚于${dayWords(value).zh}`, `${subject.en} after ${dayWords(value).en}`),
  },
  {
    key: 'notBefore',
    say: (subject, value) =>
      both(`${subject.zh}不早于${dayWords(value).zh}`, `${subject.en} not before ${dayWords(value).en}`),
  },
  {
    key: 'notAfter',
    say: (subject, value) =>
      both(`${subject.zh}不晚于${dayWords(value).zh}`, `${subject.en} not after ${dayWords(value).en}`),
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
