import type { Bilingual } from '../../kernel/bilingual.ts'
import { formatExact, parseExact, zero } from '../../kernel/exact.ts'
import { both, conditionWords, dayWords, type Naming } from './condition-words.ts'
import { amountEn, amountWords, amountZh, isNode, rounding, type Units } from './rule-words.ts'

type Node = Readonly<Record<string, unknown>>

/** Of the measure that a part names, else of hours. */
const unitOf = (part: Node, units: Units): Bilingual =>
  units(typeof part['measure'] === 'string' ? part['measure'] : 'hours')

const periods: Readonly<Record<string, Bilingual>> = {
  'calendar-year': both('每个日历年', 'each calendar year'),
  'birth-month': both('以出生月份为界的周期', 'a cycle bounded by the month of birth'),
  rolling: both('滚动的周期', 'a rolling window'),
  since: both('自某项事实变动之日起', 'since a fact changed'),
  once: both('一次性', 'once'),
}

export const periodWords = (period: Node): Bilingual => {
  const kind = String(period['kind'])
  if (kind === 'shifted-year')
    return both(`每年自${String(period['from'])}起的一年`, `a year from ${String(period['from'])}`)
  if (kind === 'cycle') {
    const [zh, en] =
      period['years'] === undefined
        ? [`${String(period['months'])}个月`, `${String(period['months'])} months`]
        : [`${String(period['years'])}年`, `${String(period['years'])} years`]
    return both(`${zh}一个周期`, `a cycle of ${en}`)
  }
  const length = period['years'] === undefined ? null : String(period['years'])
  const name = periods[kind] ?? both(kind, kind)
  return length === null ? name : both(`${name.zh}（${length}年）`, `${name.en} (${length} years)`)
}

export const carryOverWords = (part: Node, unit: Bilingual, naming: Naming): Bilingual => {
  const cap =
    part['cap'] === undefined || part['cap'] === null ? null : amountWords(part['cap'], unit, naming)
  const expires = typeof part['expires'] === 'number' ? part['expires'] : null
  return both(
    `超出部分可结转${cap ? `，最多${cap.zh}` : ''}${expires ? `，${expires}期内有效` : ''}${part['recarry'] === false ? '，结转来的不再结转' : ''}`,
    `what is beyond the requirement is carried over${cap ? `, at most ${cap.en}` : ''}${expires ? `, for ${expires} periods` : ''}${part['recarry'] === false ? ', what was carried is not carried on' : ''}`,
  )
}

export const extensionWords = (part: Node, units: Units, naming: Naming): Bilingual => {
  const tiers = (Array.isArray(part['tiers']) ? part['tiers'] : []).filter(isNode).map((tier) => {
    const until = dayWords(tier['until'])
    const isFree = formatExact(parseExact(tier['adds'] ?? 0) ?? zero) === '0'
    const adds = isFree ? null : amountWords(tier['adds'], unitOf(tier, units), naming)
    return both(
      `${until.zh}前可补足${adds ? `，另加${adds.zh}` : '，不加罚'}`,
      `may be made up by ${until.en}${adds ? `, with ${adds.en} more` : ', at no price'}`,
    )
  })
  return both(tiers.map(({ zh }) => zh).join('；'), tiers.map(({ en }) => en).join('; '))
}

/** Study after the end of a period that the person names; it may be completed until a day reckoned from that period. */
export const makeUpWords = (part: Node, naming: Naming): Bilingual => {
  const until = dayWords(part['until'])
  const about =
    part['when'] === undefined || part['when'] === 'always' ? null : conditionWords(part['when'], naming)
  return both(
    `${about ? `${about.zh}的，` : ''}期满后补学、并写明补哪一期的，${until.zh}前完成的计入该期`,
    `${about ? `${about.en}: ` : ''}study made up after the end of a period serves the period the person names, if completed by ${until.en}`,
  )
}

export const prorateWords = (part: Node, unit: Bilingual): Bilingual => {
  const by =
    part['by'] === 'days'
      ? both('天数', 'days')
      : part['months'] === 'started'
        ? both('月数（不足一月按一月）', 'months begun')
        : both('整月数', 'full months')
  const round = isNode(part['round']) ? part['round'] : {}
  const way = rounding[String(round['mode'])] ?? both('取整', 'rounded')
  return both(
    `只在期内一部分时间适用的，按${by.zh}减少，以${amountZh(round['increment'], unit)}为单位${way.zh}`,
    `for part of a period only, in proportion to ${by.en}, ${way.en} to ${amountEn(round['increment'], unit)}`,
  )
}

const partially: Readonly<Record<string, Bilingual>> = {
  nothing: both('只占一期一部分时间的不免', 'nothing where it covers a period only in part'),
  whole: both('占到一期的整期免', 'the whole period where it covers any of it'),
  days: both('按所占天数免', 'by its share of the days'),
}

export const exemptWords = (part: Node, units: Units, naming: Naming): Bilingual => {
  const reasons =
    Array.isArray(part['reasons']) && part['reasons'].length > 0 ? part['reasons'].map(String) : null
  const partial = partially[String(part['partial'] ?? 'nothing')] ?? both('', '')
  const debt = isNode(part['debt'])
    ? amountWords(part['debt']['perPeriod'], unitOf(part['debt'], units), naming)
    : null
  return both(
    `经批准可免修或减修${reasons ? `（${reasons.join('、')}）` : ''}，${partial.zh}${debt ? `；返岗后每免一期补修${debt.zh}` : ''}`,
    `exemptions as granted${reasons ? ` (${reasons.join(', ')})` : ''}, ${partial.en}${debt ? `; ${debt.en} owed on return for each period exempt` : ''}`,
  )
}
