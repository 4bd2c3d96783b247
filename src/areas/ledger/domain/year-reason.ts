import type { Bilingual } from '../../../kernel/bilingual.ts'
import {
  amountEn,
  amountZh,
  both,
  type LineResult,
  reasonSentence,
  type RuleResult,
} from '../../../rules/index.ts'
import { type AskedLine, standingAsked } from './asked-periods.ts'

/** Why a year stands as it does, said in one sentence; `code` is stable. */
export interface YearReason {
  readonly code: string
  readonly text: Bilingual
}

export interface YearWords {
  /** Leaf lines by their ids. */
  readonly lines: ReadonlyMap<string, Bilingual>
  /** Titles by their ids, where something is asked for several apart. */
  readonly holdings?: ReadonlyMap<string, Bilingual>
  readonly unitOf: (measure: string) => Bilingual
  /** What is not on record, in words. */
  readonly missing: readonly Bilingual[]
}

/** Why no requirement of a year reaches somebody; null where one does. */
export const whyNothing = ({ because }: Pick<RuleResult, 'because'>, year: string): YearReason | null => {
  if (because === undefined) return null
  if (because !== 'version.none') {
    const { zh, en } = reasonSentence(because)
    return { code: because, text: both(zh, en.charAt(0).toUpperCase() + en.slice(1)) }
  }
  return {
    code: because,
    text: both(
      `${year}年末没有生效的规则版本：规则对该年度既无要求，也未作判定`,
      `No version of the rules is in force at the end of ${year}: they require nothing of it and decide nothing`,
    ),
  }
}

/** The reason for the asked year of a RESULT, whatever its standing. */
export const reasonOfYear = (result: RuleResult, year: string, words: YearWords): YearReason => {
  const nothing = whyNothing(result, year)
  if (nothing) return nothing
  const standing = standingAsked(result)
  const periods = result.obligations.flatMap(({ holding, periods: own }) =>
    own
      .filter((period) => period.asked && period.standing === standing)
      .map((period) => ({ ...period, holding })),
  )
  if (periods.length > 0 && periods.every(({ exempt }) => exempt?.extent === 'full'))
    return { code: 'exempt', text: both('已免除该年度的要求', 'Exempt from the requirement of the year') }
  if (standing === 'undetermined') return undetermined(words)
  const asked = periods.flatMap(({ holding, lines }) =>
    lines.map((line): AskedLine => ({ ...line, holding })),
  )
  const [only, another] = asked
  const branches = another
    ? undefined
    : only?.alternatives?.map((line): AskedLine => ({ ...line, holding: only.holding }))
  const lines = branches ?? asked
  if (standing === 'met') return met(lines, branches !== undefined, words)
  const short = lines.flatMap(leaves).filter((line) => line.standing !== 'met')
  const lacking = joined(
    short.map((line) => lacks(line, words)),
    branches ? both('，或', ', or ') : both('；', '; '),
  )
  const waiting = result.hints.find((hint) => hint.kind === 'recognise' && hint.then === 'met')
  if (waiting?.kind !== 'recognise') return { code: 'unmet', text: lacking }
  const count = waiting.activities.length
  return {
    code: 'recognition.would-do',
    text: both(
      `${lacking.zh}；${count}项学习尚待认定，认定后即达标`,
      `${lacking.en}; met once ${count === 1 ? 'an activity that waits' : `${count} activities that wait`} for recognition ${count === 1 ? 'is' : 'are'} recognised`,
    ),
  }
}

const undetermined = ({ missing }: YearWords): YearReason => {
  if (missing.length === 0) return { code: 'fact.missing', text: reasonSentence('fact.missing') }
  const facts = joined(missing, both('、', ', '))
  return {
    code: 'fact.missing',
    text: both(`不能判定，缺少：${facts.zh}`, `Cannot be decided; missing: ${facts.en}`),
  }
}

const met = (lines: readonly LineResult[], isEither: boolean, { lines: names }: YearWords): YearReason => {
  const done = lines.filter(({ standing }) => standing === 'met')
  const named = joined(
    done.flatMap(({ id }) => names.get(id) ?? []),
    both('、', ', '),
  )
  if (!isEither || named.zh === '')
    return { code: 'met', text: both('各项要求均已达到', 'Every requirement is met') }
  return {
    code: 'met',
    text: both(`数项要求达到其一即可，已达到：${named.zh}`, `One of several suffices; met: ${named.en}`),
  }
}

const leaves = (line: AskedLine): readonly AskedLine[] =>
  line.lines && line.lines.length > 0
    ? line.lines.flatMap((each) => leaves({ ...each, holding: line.holding }))
    : [line]

const lacks = (
  { id, measure, remaining, holding }: AskedLine,
  { lines, holdings, unitOf }: YearWords,
): Bilingual => {
  const own = lines.get(id) ?? both(id, id)
  const title = holding === null ? undefined : holdings?.get(holding)
  const name = title ? both(`${title.zh}的${own.zh}`, `${title.en}, ${own.en}`) : own
  if (remaining === '0') return both(`${name.zh}未达到`, `${name.en}: not met`)
  const unit = unitOf(measure)
  return both(`${name.zh}差${amountZh(remaining, unit)}`, `${name.en}: ${amountEn(remaining, unit)} short`)
}

const joined = (parts: readonly Bilingual[], by: Bilingual): Bilingual =>
  both(parts.map(({ zh }) => zh).join(by.zh), parts.map(({ en }) => en).join(by.en))
