import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { systemActor } from '../../src/access/index.ts'
import { creditActivities, creditActivity, type ActivityToCredit } from '../../src/areas/ledger/index.ts'
import type { BenchHouse } from './bench-house.ts'
import { isId } from '../../src/kernel/id.ts'
import { rounded, type Measured } from './report.ts'
import { personIdAt, type Register } from './standing-register.ts'

const together = 50
const atOnce = 4

/** Hours posted through the command that a closed class uses, fifty people each, and through the one for a single activity. */
export const measurePosting = async (
  house: BenchHouse,
  register: Register,
  people: number,
  quick: boolean,
  say: (text: string) => void,
): Promise<Measured[]> => {
  const { services } = house.composed
  const by = { actor: systemActor, requestId: 'bench' }
  let next = 0
  // Spread over the register, and nobody twice until everybody has had one.
  const toCredit = (): ActivityToCredit => {
    next += 1
    return creditOf(personIdAt((next * 7919) % people), register.programmeId)
  }
  const postBatch = async (): Promise<void> => {
    const { programmeId } = register
    const activities = Array.from({ length: together }, toCredit)
    const posted = await services.perform(creditActivities, { programmeId, activities }, by)
    if (!posted.ok || posted.value.entries !== together)
      throw new Error(`${together} entries were due: ${JSON.stringify(posted)}`)
  }
  for (let count = 0; count < 10; count += 1) await postBatch()
  const batches = quick ? 60 : 300
  let left = batches
  const began = performance.now()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left > 0) {
        left -= 1
        await postBatch()
      }
    }),
  )
  const rps = rounded((batches * together) / ((performance.now() - began) / 1000), 0)
  say(`posted ${rps} entries/s in commands of ${together}`)
  const single = await measureSingle(house, toCredit, quick, say)
  const size = `${people.toLocaleString('en-US')} people in the register, six activities each before`
  return [
    {
      metric: 'post.rps',
      value: rps,
      unit: '1/s',
      target: '>= 1,500/s',
      n: batches * together,
      conditions: `entries through ledger.creditActivities, ${together} people in a command, ${atOnce} commands at once in one process, durable commits; evaluated beside all that is on record, with an event each; ${size}`,
    },
    { ...single, conditions: `${single.conditions}; ${size}` },
  ]
}

const creditOf = (personId: string, programmeId: string): ActivityToCredit => {
  const id = randomUUID()
  return {
    personId,
    programmeId,
    sourceKind: 'declaration',
    sourceId: id,
    activity: {
      id,
      kind: 'class',
      title: '数据库系统原理与应用',
      role: 'learner',
      category: 'professional',
      mode: 'face-to-face',
      from: '2025-12-15',
      to: '2025-12-16',
      completedOn: '2025-12-16',
      registeredOn: '2025-12-20',
      quantity: { minutes: 720 },
      evidence: { passed: true },
      recognitions: [{ act: 'recognised', by: 'system', on: '2025-12-20' }],
    },
    recogniser: 'system',
    recognisedOn: '2025-12-20',
  }
}

interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}

/** Commands of one activity against a bare transaction of the very statements that one of them was seen to run, in turns. */
const measureSingle = async (
  house: BenchHouse,
  toCredit: () => ActivityToCredit,
  quick: boolean,
  say: (text: string) => void,
): Promise<Measured> => {
  const { services } = house.composed
  const by = { actor: systemActor, requestId: 'bench' }
  const post = async (credit: ActivityToCredit): Promise<void> => {
    const posted = await services.perform(creditActivity, credit, by)
    if (!posted.ok || posted.value.entries !== 1) throw new Error(JSON.stringify(posted))
  }
  for (let count = 0; count < 50; count += 1) await post(toCredit())
  const seen = toCredit()
  const statements = await watched(() => post(seen))
  const bare = new pg.Client({ connectionString: house.databaseUrl })
  await bare.connect()
  const replay = async (): Promise<void> => {
    for (const { text, values } of anew(statements, seen, toCredit()))
      await bare.query(text, values as unknown[])
  }
  try {
    await replay()
    const [ours, theirs]: [number[], number[]] = [[], []]
    for (let round = 0; round < (quick ? 4 : 10); round += 1) {
      ours.push(await rateOf(() => post(toCredit()), 100))
      theirs.push(await rateOf(replay, 100))
    }
    const [value, reference] = [median(ours), median(theirs)]
    say(`posted ${value} /s one by one, bare ${reference} /s`)
    return {
      metric: 'post1.rps',
      value,
      unit: '1/s',
      reference,
      ratio: rounded(value / reference, 3),
      target: '>= 35 % of the reference',
      n: ours.length * 100,
      conditions: `ledger.creditActivity, one after the other; reference: a bare transaction of its ${statements.length} statements with other ids, one connection, in turns`,
    }
  } finally {
    await bare.end()
  }
}

const median = (values: readonly number[]): number =>
  rounded(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0, 0)

const rateOf = async (work: () => Promise<void>, times: number): Promise<number> => {
  const began = performance.now()
  for (let count = 0; count < times; count += 1) await work()
  return times / ((performance.now() - began) / 1000)
}

/** The statements that a piece of work sends to the database, in their order. */
const watched = async (work: () => Promise<void>): Promise<readonly Statement[]> => {
  const statements: Statement[] = []
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [first, second] = args
    if (typeof first === 'string') statements.push({ text: first, values: (second as unknown[]) ?? [] })
    return (query as (...all: unknown[]) => unknown).apply(this, args)
  } as typeof query
  try {
    await work()
  } finally {
    pg.Client.prototype.query = query
  }
  return statements
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** The same statements about another activity of another person, with ids of their own for whatever is written. */
const anew = (
  statements: readonly Statement[],
  seen: ActivityToCredit,
  other: ActivityToCredit,
): readonly Statement[] => {
  const ids = new Map([
    [seen.personId, other.personId],
    [seen.activity.id, other.activity.id],
  ])
  const written = statements.filter(({ text }) => text.startsWith('insert')).flatMap(({ values }) => values)
  for (const value of written)
    if (typeof value === 'string' && isId(value) && value !== seen.programmeId && !ids.has(value))
      ids.set(value, randomUUID())
  const changed = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replace(uuid, (id) => ids.get(id) ?? id)
    return Array.isArray(value) ? value.map(changed) : value
  }
  return statements.map(({ text, values }) => ({ text, values: values.map(changed) }))
}
