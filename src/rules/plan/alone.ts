import type { ConflictRule } from '../conflicts/conflict.ts'
import type { Obligation, RulesVersion } from '../pack/rules.ts'

/**
 * Under rules that look at an activity alone, what was credited to it once is what it is worth still, as long as nothing
 * else of the person can stand in its way. Which things might: days that overlap, the same work, the same topic.
 */
export interface Alone {
  readonly days: boolean
  readonly work: boolean
  readonly topic: boolean
}

/** What is asked of an activity beside others; days of its sessions are any integers in order (without any: last before first), `null` is none. */
export interface Mark {
  readonly firstDay: number
  readonly lastDay: number
  readonly work: number | null
  readonly topic: number | null
}

/** Null where a rule of recognition, conversion or allocation looks at the person, at the day asked, or at other activities. */
export const aloneIn = ({ governs }: RulesVersion, obligation: Obligation): Alone | null => {
  const { recognise, convert, conflicts, allocate } = obligation
  const conversions = [...convert.values()].flat()
  const looksAbroad = [...recognise, ...conversions, ...conflicts].some(({ source }) => !isOfActivity(source))
  const overTopics = conversions.some(({ steps }) => steps.some((step) => step.overTopic))
  const byCompletion = allocate.every(({ by, when }) => by === 'completion' && when.tree.op === 'always')
  if (governs !== 'period' || looksAbroad || overTopics || !byCompletion) return null
  const kinds = conflicts.map(aloneUnder)
  if (kinds.includes(null)) return null
  const joined = kinds.filter((kind) => kind !== null)
  return {
    days: joined.some(({ days }) => days),
    work: joined.some(({ work }) => work),
    topic: joined.some(({ topic }) => topic),
  }
}

/**
 * By what one activity may move the credit of another, whatever the period; null where anything may: credit goes where
 * something is lacking, or activities are one by other names than the marks tell.
 */
export const interplayOf = (versions: readonly RulesVersion[]): Alone | null => {
  const all = versions.flatMap(({ obligations }) => obligations)
  const steps = all.flatMap(({ convert }) => [...convert.values()].flat()).flatMap((rule) => rule.steps)
  const kinds = all.flatMap(({ conflicts }) => conflicts).map(aloneUnder)
  if (kinds.includes(null) || all.some(({ reach }) => reach.isChained)) return null
  const joined = kinds.filter((kind) => kind !== null)
  return {
    days: joined.some(({ days }) => days),
    work: joined.some(({ work }) => work),
    topic: joined.some(({ topic }) => topic) || steps.some(({ overTopic }) => overTopic),
  }
}

const abroad = new Set(['fact', 'holding', 'holds', 'approval'])
const days = ['on', 'asAt', 'activity.claimedOn']

/** Whether a rule as written names nothing but fields of the activity, its period and fixed days. */
const isOfActivity = (source: unknown): boolean => {
  if (typeof source === 'string')
    return !days.includes(source) && !source.startsWith('fact.') && !source.startsWith('holding.')
  if (typeof source !== 'object' || source === null) return true
  if (Array.isArray(source)) return source.every(isOfActivity)
  return Object.entries(source).every(([key, value]) => !abroad.has(key) && isOfActivity(value))
}

/** What must differ for a conflict to be impossible. A name that two share is looked for in its first member. */
const aloneUnder = ({ kind, source }: ConflictRule): Alone | null => {
  if (kind === 'overlap') return { days: true, work: false, topic: false }
  if (kind === 'topicOnce') return { days: false, work: false, topic: true }
  const fields = (source as Readonly<Record<string, unknown>>)[kind]
  if (!Array.isArray(fields)) return null
  const isByHour = kind === 'eitherRole'
  if (fields.includes('work')) return { days: isByHour, work: true, topic: false }
  return fields.includes('topic') ? { days: isByHour, work: false, topic: true } : null
}

/** Whether no two of a person's activities can be in each other's way. */
export const standApart = (marks: readonly Mark[], alone: Alone): boolean => {
  for (let place = 1; place < marks.length; place += 1)
    for (let before = 0; before < place; before += 1) {
      const [a, b] = [marks[before] as Mark, marks[place] as Mark]
      if (
        alone.days &&
        haveSessions(a) &&
        haveSessions(b) &&
        a.firstDay <= b.lastDay &&
        b.firstDay <= a.lastDay
      )
        return false
      if (alone.work && a.work !== null && a.work === b.work) return false
      if (alone.topic && a.topic !== null && a.topic === b.topic) return false
    }
  return true
}

const haveSessions = ({ firstDay, lastDay }: Mark): boolean => firstDay <= lastDay
