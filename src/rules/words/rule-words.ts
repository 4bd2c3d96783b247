import type { Bilingual } from '../../kernel/bilingual.ts'
import { formatExact, parseExact, zero } from '../../kernel/exact.ts'
import { mixedNumber, shareText } from '../../kernel/mixed-number.ts'
import { both, categoriesWords, conditionWords, type Naming, subjectWords } from './condition-words.ts'

type Node = Readonly<Record<string, unknown>>
/** Unit of a measure, by its id. */
export type Units = (measure: string) => Bilingual

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** English wants its plural: `1 day` but `12 days`. */
export const plural = (name: string): string => (name.endsWith('s') ? name : `${name}s`)
const isHalf = (amount: unknown): boolean => formatExact(parseExact(amount) ?? zero) === '1/2'
/** A bare number, as people write it. */
const figure = (amount: unknown): string => mixedNumber(String(amount))
export const amountZh = (amount: unknown, unit: Bilingual): string =>
  `${isHalf(amount) ? '半' : figure(amount)}${unit.zh}`
export const amountEn = (amount: unknown, unit: Bilingual): string =>
  isHalf(amount)
    ? `half a ${unit.en}`
    : `${figure(amount)} ${String(amount) === '1' ? unit.en : plural(unit.en)}`

/** A line that another refers to, by its name where it has one. */
export const lineWord = (id: unknown, naming: Naming): Bilingual => {
  const name = naming(`line.${String(id)}`)
  return name ? both(`“${name.zh}”`, `“${name.en}”`) : both(`“${String(id)}”`, `“${String(id)}”`)
}

/** An amount as packs write one: exact, by case, or a part of another line's. */
export const amountWords = (amount: unknown, unit: Bilingual, naming: Naming): Bilingual => {
  if (!isNode(amount)) return both(amountZh(amount, unit), amountEn(amount, unit))
  if (amount['ofLine'] !== undefined)
    return both(
      `${lineWord(amount['ofLine'], naming).zh}要求的${figure(amount['times'] ?? 1)}倍`,
      `${figure(amount['times'] ?? 1)} × what ${lineWord(amount['ofLine'], naming).en} requires`,
    )
  const branches = (Array.isArray(amount['case']) ? amount['case'] : []).filter(isNode).map((branch) => {
    const [when, gives] = [conditionWords(branch['when'], naming), amountWords(branch['gives'], unit, naming)]
    return both(`${when.zh}的${gives.zh}`, `${gives.en} where ${when.en}`)
  })
  const rest = amountWords(amount['else'], unit, naming)
  return both(
    [...branches.map(({ zh }) => zh), `其余${rest.zh}`].join('；'),
    [...branches.map(({ en }) => en), `otherwise ${rest.en}`].join('; '),
  )
}

/** What a line counts: everything unless it says otherwise. */
export const countedWords = (counts: unknown, naming: Naming): Bilingual => {
  if (counts === undefined || counts === 'always') return both('合计', 'in total')
  if (Array.isArray(counts)) return categoriesWords(counts, naming)
  return conditionWords(counts, naming)
}

/** A requirement in words; groups name their members. */
export const lineWords = (line: Node, units: Units, naming: Naming): Bilingual => {
  const unit = units(typeof line['measure'] === 'string' ? line['measure'] : 'hours')
  const counted = countedWords(line['counts'], naming)
  const members = (key: string): Bilingual[] =>
    (Array.isArray(line[key]) ? line[key] : []).filter(isNode).map((one) => lineWords(one, units, naming))
  const group = (parts: readonly Bilingual[], zh: string, en: string): Bilingual =>
    both(`${zh}：${parts.map((one) => one.zh).join('；')}`, `${en}: ${parts.map((one) => one.en).join('; ')}`)
  if (line['atLeast'] !== undefined) {
    const amount = amountWords(line['atLeast'], unit, naming)
    return both(`${counted.zh}不少于${amount.zh}`, `${counted.en}: at least ${amount.en}`)
  }
  if (line['share'] !== undefined) {
    const base = lineWord(line['ofLine'], naming)
    const [zh, en] =
      line['of'] === 'counted'
        ? [`${base.zh}已计数额`, `what is counted for ${base.en}`]
        : [`${base.zh}要求数额`, `what ${base.en} requires`]
    return both(
      `${counted.zh}不少于${zh}的${shareText(String(line['share']))}`,
      `${counted.en}: at least ${shareText(String(line['share']))} of ${en}`,
    )
  }
  if (line['floor'] !== undefined) {
    const amount = amountWords(line['floor'], unit, naming)
    return both(
      `周期内每一年${counted.zh}不少于${amount.zh}`,
      `${counted.en}: at least ${amount.en} in each year of the cycle`,
    )
  }
  if (line['specific'] !== undefined) {
    const thing = conditionWords(line['specific'], naming)
    const times = Number(line['times'] ?? 1)
    return both(`须有${times}项：${thing.zh}`, `${times} wanted of: ${thing.en}`)
  }
  if (line['none'] !== undefined) {
    const thing = conditionWords(line['none'], naming)
    return both(`不得有：${thing.zh}`, `none of: ${thing.en}`)
  }
  if (line['condition'] !== undefined) {
    const thing = conditionWords(line['condition'], naming)
    return both(`须符合：${thing.zh}`, `must hold: ${thing.en}`)
  }
  if (line['anyOf'] !== undefined) return group(members('anyOf'), '下列之一', 'one of')
  if (line['allOf'] !== undefined) return group(members('allOf'), '下列各项', 'all of')
  return group(members('of'), `下列中的${String(line['kOf'])}项`, `${String(line['kOf'])} of`)
}

const when = (rule: Node, naming: Naming): Bilingual =>
  rule['when'] === undefined || rule['when'] === 'always'
    ? both('其余一律', 'Everything else')
    : conditionWords(rule['when'], naming)

const paths: Readonly<Record<string, Bilingual>> = {
  automatic: both('自动认定', 'recognised by itself'),
  system: both('系统', 'the system'),
  employer: both('用人单位', 'the employer'),
  sector: both('行业主管部门', 'the sector body'),
  authority: both('人社部门', 'the HR authority'),
}

export const recogniseWords = (rule: Node, naming: Naming): Bilingual => {
  const about = when(rule, naming)
  const accepts = (Array.isArray(rule['accepts']) ? rule['accepts'] : []).map(
    (one) => paths[String(one)] ?? both(String(one), String(one)),
  )
  const by =
    accepts.length > 0
      ? both(
          `由${accepts.map(({ zh }) => zh).join('或')}认定`,
          `recognised by ${accepts.map(({ en }) => en).join(' or ')}`,
        )
      : rule['path'] === 'automatic'
        ? (paths['automatic'] as Bilingual)
        : both(
            `由${paths[String(rule['path'])]?.zh ?? ''}认定`,
            `recognised by ${paths[String(rule['path'])]?.en ?? ''}`,
          )
  const needs = (Array.isArray(rule['require']) ? rule['require'] : []).map((one) =>
    conditionWords(isNode(one) && one['that'] !== undefined ? one['that'] : one, naming),
  )
  const category = typeof rule['category'] === 'string' ? categoriesWords([rule['category']], naming) : null
  return both(
    [
      `${about.zh}：${by.zh}`,
      ...(needs.length > 0 ? [`须${needs.map(({ zh }) => zh).join('、')}`] : []),
      ...(category ? [`计为${category.zh}`] : []),
    ].join('，'),
    [
      `${about.en}: ${by.en}`,
      ...(needs.length > 0 ? [`if ${needs.map(({ en }) => en).join(', ')}`] : []),
      ...(category ? [`counted as ${category.en}`] : []),
    ].join(', '),
  )
}

export const rounding: Readonly<Record<string, Bilingual>> = {
  down: both('向下取整', 'rounded down'),
  up: both('向上取整', 'rounded up'),
  nearest: both('四舍五入', 'rounded to the nearest'),
}

const stepWords = (step: Node, unit: Bilingual, naming: Naming): Bilingual => {
  const [op, value] = Object.entries(step).find(([key]) => key !== 'clause') ?? ['', null]
  const of = isNode(value) ? value : {}
  if (op === 'time')
    return both(
      `每${String(of['minutes'])}分钟计1${unit.zh}`,
      `1 ${unit.en} for ${String(of['minutes'])} minutes`,
    )
  if (op === 'units') return both('按所载数额', 'as stated')
  if (op === 'flat') return both(`计${amountZh(value, unit)}`, amountEn(value, unit))
  if (op === 'days')
    return both(
      `一天计${amountZh(of['perDay'], unit)}${of['perHalfDay'] === undefined ? '' : `，半天计${amountZh(of['perHalfDay'], unit)}`}`,
      `${amountEn(of['perDay'], unit)} a day${of['perHalfDay'] === undefined ? '' : `, ${figure(of['perHalfDay'])} a half-day`}`,
    )
  if (op === 'fullDates')
    return both(
      `一日满${String(of['minutes'])}分钟的计${amountZh(of['each'], unit)}`,
      `${amountEn(of['each'], unit)} for a date of ${String(of['minutes'])} minutes`,
    )
  if (op === 'round') {
    const way = rounding[String(of['mode'])] ?? both('取整', 'rounded')
    return both(
      `以${amountZh(of['increment'], unit)}为单位${way.zh}`,
      `${way.en} to ${amountEn(of['increment'], unit)}`,
    )
  }
  if (op === 'rank' && Array.isArray(of['list']))
    return both(
      `按名次依次计${of['list'].map(figure).join('、')}${unit.zh}`,
      `by rank ${of['list'].map(figure).join(', ')} ${plural(unit.en)}`,
    )
  if (op === 'table' && isNode(of['values'])) {
    const rows = Object.entries(of['values'])
    return both(
      `按类别计：${rows.map(([key, amount]) => `${key} ${figure(amount)}`).join('、')}${unit.zh}`,
      `by kind: ${rows.map(([key, amount]) => `${key} ${figure(amount)}`).join(', ')} ${plural(unit.en)}`,
    )
  }
  if (op === 'perItem')
    return both(`每项计${amountZh(of['each'], unit)}`, `${amountEn(of['each'], unit)} each`)
  if (op === 'times') return both(`乘以${figure(value)}`, `times ${figure(value)}`)
  if (op === 'perDate')
    return both(
      `每日最多${amountZh(of['atMost'], unit)}`,
      `at most ${amountEn(of['atMost'], unit)} on one date`,
    )
  if ((op === 'highestOf' || op === 'sumOf') && Array.isArray(value)) {
    const chains = value.map((chain) => stepsWords(chain, unit, naming))
    const [zh, en] = op === 'highestOf' ? ['取高者', 'the highest of'] : ['相加', 'the sum of']
    return both(
      `${zh}（${chains.map(({ zh }) => zh).join('；')}）`,
      `${en} (${chains.map(({ en }) => en).join('; ')})`,
    )
  }
  if (op === 'plus') return both(`加${amountZh(value, unit)}`, `plus ${amountEn(value, unit)}`)
  if (op === 'minus') return both(`减${amountZh(value, unit)}`, `minus ${amountEn(value, unit)}`)
  if (op === 'case' && Array.isArray(value)) {
    const branches = value.filter(isNode).map((branch) => {
      const about =
        branch['when'] === undefined ? both('其余', 'otherwise') : conditionWords(branch['when'], naming)
      const steps = stepsWords(branch['steps'], unit, naming)
      return both(`${about.zh}的，${steps.zh}`, `${about.en}: ${steps.en}`)
    })
    return both(
      `再看情形（${branches.map(({ zh }) => zh).join('；')}）`,
      `then (${branches.map(({ en }) => en).join('; ')})`,
    )
  }
  if (op === 'steps' && Array.isArray(of['rows'])) {
    const rows = of['rows'].filter(isNode)
    const about = subjectWords(String(of['of']))
    return both(
      `${about.zh}${rows.map((row) => `满${figure(row['from'])}的计${figure(row['gives'])}`).join('、')}${unit.zh}`,
      `${rows.map((row) => `${figure(row['gives'])} from ${figure(row['from'])}`).join(', ')} of ${about.en}, in ${plural(unit.en)}`,
    )
  }
  if (op === 'atLeast') return both(`不低于${amountZh(value, unit)}`, `no less than ${amountEn(value, unit)}`)
  if (op === 'atMost') return both(`最多${amountZh(value, unit)}`, `at most ${amountEn(value, unit)}`)
  return both(`${op} ${JSON.stringify(value)}`, `${op} ${JSON.stringify(value)}`)
}

const stepsWords = (steps: unknown, unit: Bilingual, naming: Naming): Bilingual => {
  const words = (Array.isArray(steps) ? steps : []).filter(isNode).map((one) => stepWords(one, unit, naming))
  return both(words.map(({ zh }) => zh).join('，'), words.map(({ en }) => en).join(', '))
}

export const convertWords = (rule: Node, unit: Bilingual, naming: Naming): Bilingual => {
  const [about, steps] = [when(rule, naming), stepsWords(rule['steps'], unit, naming)]
  return both(`${about.zh}：${steps.zh}`, `${about.en}: ${steps.en}`)
}

export const capWords = (cap: Node, units: Units, naming: Naming): Bilingual => {
  const about = cap['when'] === undefined ? both('全部', 'All') : conditionWords(cap['when'], naming)
  const unit = units(typeof cap['measure'] === 'string' ? cap['measure'] : 'hours')
  const amount = amountWords(cap['atMost'], unit, naming)
  const each = typeof cap['per'] === 'string' ? cap['per'] : null
  return both(
    `${about.zh}：${cap['window'] === 'year' ? '每年' : '每期'}最多计${amount.zh}${each ? `（每个“${each}”分别计）` : ''}`,
    `${about.en}: at most ${amount.en} a ${cap['window'] === 'year' ? 'year' : 'period'}${each ? `, for each “${each}” by itself` : ''}`,
  )
}

const conflicts: readonly (readonly [string, Bilingual])[] = [
  [
    'overlap',
    both('时间重叠的，按先认定的计', 'of activities at the same time the one recognised first counts'),
  ],
  ['duplicate', both('同一成果不重复计', 'the same work is not counted twice')],
  ['topicOnce', both('同一科目在期内只计一次', 'a topic counts once')],
  ['repeat', both('重复的只计一次', 'a repetition counts once')],
  ['eitherRole', both('同一活动只按一种身份计', 'of one activity one role counts')],
]

export const conflictWords = (rule: Node, naming: Naming): Bilingual => {
  const known = conflicts.find(([key]) => rule[key] !== undefined)?.[1]
  if (known) return known
  if (rule['most'] === undefined) return both(JSON.stringify(rule), JSON.stringify(rule))
  const [about, most] = [when(rule, naming), String(rule['most'])]
  return rule['keep'] === 'highest'
    ? both(
        `${about.zh}：每期最多计 ${most} 次，取最高的`,
        `${about.en}: at most ${most} count in a period, those worth most`,
      )
    : both(
        `${about.zh}：每期最多计 ${most} 次，先认定的先计`,
        `${about.en}: at most ${most} count in a period, the first recognised`,
      )
}

const allocations: Readonly<Record<string, Bilingual>> = {
  completion: both('计入完成之日所在的期间', 'serves the period of its completion'),
  start: both('计入开始之日所在的期间', 'serves the period of its start'),
  registration: both('计入登记之日所在的期间', 'serves the period of its registration'),
  recognition: both('计入认定之日所在的期间', 'serves the period of its recognition'),
  chosen: both('计入本人选定的期间', 'serves the period chosen'),
  equalParts: both('平均计入若干期间', 'is spread in equal parts'),
  repeat: both('在若干期间内每期全额计入', 'counts whole in each of several periods'),
  spread: both('依次补足以后的期间', 'fills the periods that follow'),
  draw: both('以后期间缺多少补多少', 'is drawn on by later periods'),
  shortageFirst: both('先补以前的不足', 'makes up earlier shortage first'),
}

export const allocateWords = (rule: Node, naming: Naming): Bilingual => {
  const about = when(rule, naming)
  const way = allocations[String(rule['by'])] ?? both(String(rule['by']), String(rule['by']))
  return both(`${about.zh}：${way.zh}`, `${about.en}: ${way.en}`)
}
