import type pg from 'pg'
import { type BinaryRow, binaryRows } from '../../../platform/db/binary-copy.ts'
import { byId, type ById } from '../../../platform/db/by-id.ts'
import { copyEach } from '../../../platform/db/copy.ts'
import type { Dated } from '../../../rules/index.ts'
import type { rangeQueries } from './range-queries.ts'

/** What is known of a person beside their hours. */
export interface Beside {
  readonly programmes: readonly string[]
  /** Enrolled in the programme by the end of the period. */
  readonly enrolled: boolean
  readonly facts: Readonly<Record<string, readonly Dated[]>>
}

const textOf = ({ bytes, at, length }: BinaryRow, field: number): string => {
  const from = at[field] as number
  return bytes.toString('latin1', from, from + (length[field] as number))
}

const wordOf = (row: BinaryRow, field: number): string | null =>
  row.length[field] === -1 ? null : Buffer.from(textOf(row, field), 'latin1').toString('utf8')

const isTrue = ({ bytes, at }: BinaryRow, field: number): boolean => bytes[at[field] as number] === 1

type Facts = Beside['facts']
const noFacts: Facts = {}
type Taken = Omit<Beside, 'facts'>
const nobody: Taken = { programmes: [], enrolled: false }

/** Who of a range is enrolled where, what is known of them, whose records were ever merged, and who was ever exempted. */
export const besideHours = async (client: pg.Client, texts: ReturnType<typeof rangeQueries>) => {
  // Most people take part in the same few programmes: what they take is one object for all who take the same.
  const enrolled = byId<Taken>()
  const steps = new Map<Taken, Map<string, Taken>>()
  const taken = new Map<string, Taken>()
  await copyEach(
    client,
    texts.enrolments,
    binaryRows(3, (row) => {
      const at = row.at[0] as number
      const before = enrolled.lastOf(row.bytes, at) ?? nobody
      const step = `${isTrue(row, 2) ? 1 : 0}${textOf(row, 1)}`
      const known = steps.get(before)?.get(step)
      if (known) return enrolled.put(row.bytes, at, known)
      const programmes = [...new Set([...before.programmes, wordOf(row, 1) ?? ''])].toSorted()
      const now: Taken = { programmes, enrolled: before.enrolled || isTrue(row, 2) }
      const group = `${now.enrolled} ${programmes.join('\n')}`
      const shared = taken.get(group) ?? now
      taken.set(group, shared)
      steps.set(before, (steps.get(before) ?? new Map<string, Taken>()).set(step, shared))
      enrolled.put(row.bytes, at, shared)
    }),
  )
  const facts = await factsOf(client, texts.facts)
  const exempted = byId<true>()
  await copyEach(
    client,
    texts.exempted,
    binaryRows(1, (row) => exempted.put(row.bytes, row.at[0] as number, true)),
  )
  // Whether another record speaks for it.
  const merged = byId<{ readonly isAbsorbed: boolean }>()
  await copyEach(
    client,
    texts.merged,
    binaryRows(2, (row) => merged.put(row.bytes, row.at[0] as number, { isAbsorbed: isTrue(row, 1) })),
  )
  return {
    exempted,
    merged,
    enrolled,
    takenBy: (bytes: Buffer, at: number): Taken => enrolled.get(bytes, at) ?? nobody,
    factsOf: (bytes: Buffer, at: number): Facts => facts.get(bytes, at) ?? noFacts,
  }
}

const factsOf = async (client: pg.Client, text: string | null): Promise<ById<Facts>> => {
  // Many people share a span of a fact: what is known of them is one object for all of whom the same is known.
  const facts = byId<Facts>()
  if (text === null) return facts
  const steps = new Map<Facts, Map<string, Facts>>()
  await copyEach(
    client,
    text,
    binaryRows(5, (row) => {
      const at = row.at[0] as number
      const before = facts.lastOf(row.bytes, at) ?? noFacts
      const from = row.at[1] as number
      const end = (row.at[4] as number) + Math.max(0, row.length[4] as number)
      const step = row.bytes.toString('latin1', from, end)
      const known = steps.get(before)?.get(step)
      const now = known ?? withFact(before, row)
      if (!known) steps.set(before, (steps.get(before) ?? new Map<string, Facts>()).set(step, now))
      facts.put(row.bytes, at, now)
    }),
  )
  return facts
}

const withFact = (facts: Facts, row: BinaryRow): Facts => {
  const name = (wordOf(row, 1) ?? '').replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase())
  const [from, to] = [wordOf(row, 3), wordOf(row, 4)]
  const dated: Dated = {
    value: wordOf(row, 2),
    ...(from !== null && { from }),
    ...(to !== null && { to }),
  }
  return { ...facts, [name]: [...(facts[name] ?? []), dated] }
}
