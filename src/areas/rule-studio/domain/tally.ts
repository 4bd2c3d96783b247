/** `outside`: no requirement reaches the person. */
export type StandWord = 'met' | 'unmet' | 'undetermined' | 'outside'

export interface RunCounts {
  readonly people: number
  readonly newlyShort: number
  readonly newlyMet: number
  readonly newlyUndetermined: number
  readonly newlyReached: number
  readonly newlyOutside: number
}

export interface Spread {
  readonly moved: number
  readonly least: number | null
  readonly median: number | null
  readonly p90: number | null
  readonly most: number | null
  readonly spread: readonly {
    readonly from: number | null
    readonly to: number | null
    readonly people: number
  }[]
}

/** Where somebody is counted; one object for all who are counted there. */
export interface Group {
  readonly employer: string | null
  readonly district: string | null
  readonly titleLevel: string | null
  readonly class: string | null
}

/** How somebody stands before and after, as a report counts them. Minutes are those lacking; 0 where nothing lacks. */
export interface Counted {
  readonly before: StandWord
  readonly after: StandWord
  readonly beforeMinutes: number
  readonly afterMinutes: number
  readonly lacks: readonly string[]
}

const words = ['met', 'outside', 'undetermined', 'unmet'] as const
const placeOf: Readonly<Record<StandWord, number>> = { met: 0, outside: 1, undetermined: 2, unmet: 3 }
const sizeOfTable = words.length * words.length

/** Counts of a run as its people go by: what it keeps grows with groups and with amounts, not with people. */
export const tallyOf = () => {
  const tables = new Map<Group, Int32Array>()
  const deltas = new Map<number, number>()
  const reasons = new Map<string, number>()
  const lacking = new Map<string, number>()
  const more = <K>(counts: Map<K, number>, key: K): void => void counts.set(key, (counts.get(key) ?? 0) + 1)
  let people = 0
  return {
    /** `reasonOf` is asked only of whoever stands otherwise. */
    add(one: Counted, group: Group, reasonOf: () => string | null): void {
      const { before, after } = one
      people += 1
      let table = tables.get(group)
      if (!table) tables.set(group, (table = new Int32Array(sizeOfTable)))
      const cell = placeOf[before] * words.length + placeOf[after]
      table[cell] = (table[cell] as number) + 1
      if (before !== 'outside' && after !== 'outside') more(deltas, one.afterMinutes - one.beforeMinutes)
      if (before === after) return
      const reason = reasonOf()
      if (reason !== null) more(reasons, reason)
      if (after === 'undetermined') for (const fact of one.lacks) more(lacking, fact)
    },
    people: () => people,
    result: (): Tallied => ({
      people,
      matrix: matrixOf(sumOf([...tables.values()])),
      counts: countsOf(sumOf([...tables.values()])),
      missing: mostOf(lacking, 20).map(([fact, count]) => ({ fact, people: count })),
      reasons: mostOf(reasons, 20).map(([line, count]) => ({ line, people: count })),
      deltas: [...deltas].toSorted(([a], [b]) => a - b),
      groups: {
        district: groupsOf(tables, ({ district }) => district, 1000),
        // More of them nobody reads, and the list of people has them all.
        employer: groupsOf(tables, ({ employer }) => employer, 100),
        titleLevel: groupsOf(tables, ({ titleLevel }) => titleLevel, 100),
        class: groupsOf(tables, (group) => group.class, 100),
      },
    }),
  }
}

type Counts = RunCounts & { readonly id: string | null }

export interface Tallied {
  readonly people: number
  readonly matrix: readonly { before: StandWord; after: StandWord; people: number }[]
  readonly counts: RunCounts
  readonly missing: readonly { fact: string; people: number }[]
  readonly reasons: readonly { line: string; people: number }[]
  /** Minutes lacking after less those before, and how many people, in order. */
  readonly deltas: readonly (readonly [number, number])[]
  readonly groups: Readonly<Record<keyof Group, readonly Counts[]>>
}

const sumOf = (tables: readonly Int32Array[]): Int32Array => {
  const sum = new Int32Array(sizeOfTable)
  for (const table of tables)
    for (let cell = 0; cell < sizeOfTable; cell += 1)
      sum[cell] = (sum[cell] as number) + (table[cell] as number)
  return sum
}

const matrixOf = (table: Int32Array): Tallied['matrix'] =>
  words.flatMap((before, row) =>
    words.flatMap((after, column) => {
      const people = table[row * words.length + column] as number
      return people === 0 ? [] : [{ before, after, people }]
    }),
  )

const countsOf = (table: Int32Array): RunCounts => {
  const of = (isCounted: (before: StandWord, after: StandWord) => boolean): number =>
    matrixOf(table).reduce(
      (sum, { before, after, people }) => sum + (isCounted(before, after) ? people : 0),
      0,
    )
  const newly = (word: StandWord): number => of((before, after) => after === word && before !== word)
  return {
    people: of(() => true),
    newlyShort: newly('unmet'),
    newlyMet: newly('met'),
    newlyUndetermined: newly('undetermined'),
    newlyReached: of((before, after) => before === 'outside' && after !== 'outside'),
    newlyOutside: newly('outside'),
  }
}

/** The most moved first, and of those the larger, then the smaller id. */
const groupsOf = (
  tables: ReadonlyMap<Group, Int32Array>,
  idOf: (group: Group) => string | null,
  most: number,
): readonly Counts[] =>
  [...Map.groupBy(tables, ([group]) => idOf(group))]
    .map(([id, some]) => {
      const table = sumOf(some.map(([, one]) => one))
      const moved = matrixOf(table).reduce(
        (sum, { before, after, people }) => sum + (before === after ? 0 : people),
        0,
      )
      return { moved, counts: { id, ...countsOf(table) } }
    })
    .toSorted(
      (a, b) =>
        b.moved - a.moved ||
        b.counts.people - a.counts.people ||
        Number(a.counts.id === null) - Number(b.counts.id === null) ||
        inOrder(a.counts.id ?? '', b.counts.id ?? ''),
    )
    .slice(0, most)
    .map(({ counts }) => counts)

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const mostOf = (counts: ReadonlyMap<string, number>, most: number): (readonly [string, number])[] =>
  [...counts].toSorted(([a, some], [b, others]) => others - some || inOrder(a, b)).slice(0, most)

/** Edges of the classes in which changes are told, in class hours either way. */
const hours = [-40, -20, -10, -1, 0, 10, 20, 40]

/** How many minutes more are lacking than before, of those whom a requirement reaches both times. */
export const spreadOf = (deltas: Tallied['deltas'], unitMinutes: number): Spread => {
  const edges = hours.map((count) => (count === -1 ? -1 : count * unitMinutes))
  const all = deltas.reduce((sum, [, people]) => sum + people, 0)
  const classes = new Map<number, number>()
  for (const [delta, people] of deltas) {
    const place = edges.filter((edge) => edge < delta).length
    classes.set(place, (classes.get(place) ?? 0) + people)
  }
  /** The least change that so large a share of people does not exceed. */
  const atShare = (share: number): number | null => {
    let passed = 0
    for (const [delta, people] of deltas) {
      passed += people
      if (passed >= all * share) return delta
    }
    return null
  }
  return {
    moved: deltas.reduce((sum, [delta, people]) => sum + (delta === 0 ? 0 : people), 0),
    least: deltas[0]?.[0] ?? null,
    median: atShare(0.5),
    p90: atShare(0.9),
    most: deltas.at(-1)?.[0] ?? null,
    spread: [...edges, null].map((to, place) => ({
      from: place === 0 ? null : (edges[place - 1] as number),
      to,
      people: classes.get(place) ?? 0,
    })),
  }
}
