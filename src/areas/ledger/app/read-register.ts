import { dayInZone } from '../../../kernel/calendar.ts'
import { query, type Reading } from '../../../platform/perform.ts'
import { lineNames, linesOfShape } from '../../../rules/index.ts'
import { unitOf } from '../domain/pack-text.ts'
import { accountNames } from '../store/closings.ts'
import { programmeById } from '../store/entries.ts'
import { groupedRuns } from '../store/register-groups.ts'
import { findRegisterRun, foldedOfRun, type RegisterRun, registerRunsOf } from '../store/register.ts'
import { yearsBetween } from './read-closings.ts'
import { rulebook, type Rulebook } from './rulebook.ts'
import { asksByHolding } from './titles-of-lines.ts'

type Programme = NonNullable<Awaited<ReturnType<typeof programmeById>>>

/** The rules a programme goes by now; null where they cannot be read, which the runs they once made do not depend on. */
export const bookOf = async (
  { tx }: Pick<Reading, 'tx'>,
  { rulePack }: Programme,
): Promise<Rulebook | null> => {
  const book = await rulebook(tx, rulePack)
  return book.ok ? book.value : null
}

interface Beside {
  readonly programme: Programme
  readonly book: Rulebook | null
  readonly names: ReadonlyMap<string, string>
  readonly grouped: ReadonlySet<number>
}

const view = (run: RegisterRun, { programme, book, names, grouped }: Beside) => ({
  id: run.id,
  programmeId: run.programmeId,
  rulePack: {
    id: programme.rulePack,
    title: book
      ? { zh: book.pack.title.zh, en: book.pack.title.en }
      : { zh: programme.rulePack, en: programme.rulePack },
  },
  current: book?.ruleset.hash === run.rulesetHash,
  grouped: grouped.has(run.number),
  period: run.period,
  on: run.onDay,
  rulesetHash: run.rulesetHash,
  plan: run.plan,
  state: run.state,
  startedBy: run.startedBy && (names.get(run.startedBy) ?? ''),
  startedAt: run.startedAt.toISOString(),
  finishedAt: run.finishedAt?.toISOString() ?? null,
  people: run.people,
  counts: {
    done: run.done,
    met: run.met,
    unmet: run.unmet,
    undetermined: run.undetermined,
    outside: run.outside,
    whole: run.whole,
  },
})

const beside = async (
  reading: Reading,
  programme: Programme,
  runs: readonly RegisterRun[],
): Promise<Beside> => ({
  programme,
  book: await bookOf(reading, programme),
  names: await accountNames(
    reading.tx,
    runs.flatMap(({ startedBy }) => startedBy ?? []),
  ),
  grouped: await groupedRuns(
    reading.tx,
    runs.map(({ number }) => number),
  ),
})

const namesOf = ({ name, nameEn }: Programme) => ({ name, nameEn })

/** Passes over a programme's register, newest first, with how far each has come. */
export const readRegisterRuns = query({
  name: 'ledger.registerRuns',
  action: 'register.read',
  async load(reading, input: { programmeId: string }) {
    const programme = await programmeById(reading.tx, input.programmeId)
    return programme && { owners: { office: [programme.officeId] }, programme }
  },
  async reply(reading, _input, { programme, owners }) {
    const runs = await registerRunsOf(reading.tx, programme.id)
    const known = await beside(reading, programme, runs)
    const thisYear = Number(dayInZone(reading.now, programme.zone).slice(0, 4))
    return {
      items: runs.map((run) => view(run, known)),
      next: null,
      programme: namesOf(programme),
      periods: yearsBetween(programme.fromDay, programme.toDay, thisYear),
      may: reading.may(owners, ['register.make']),
    }
  },
})

/** A run, whose it is, and the programme it was made of. */
export const loadRun = async (reading: Pick<Reading, 'tx'>, input: { runId: string }) => {
  const run = await findRegisterRun(reading.tx, input.runId)
  const programme = run && (await programmeById(reading.tx, run.programmeId))
  return run && programme ? { owners: { office: [programme.officeId] }, run, programme } : undefined
}

/** Lines that standings of a run speak of, by the names they have in the rules of now. */
export const linesNamed = async (reading: Pick<Reading, 'tx'>, run: RegisterRun, book: Rulebook | null) => {
  const names = book ? lineNames(book.ruleset, book.texts) : new Map<string, never>()
  const measures = new Map(
    (book?.ruleset.versions ?? []).flatMap(({ obligations }) =>
      obligations.flatMap(({ lines }) => leaves(lines).map(({ id, measure }) => [id, measure.id] as const)),
    ),
  )
  return [...new Set((await foldedOfRun(reading.tx, run.number)).flatMap(linesOfShape))].map((id) => ({
    id,
    name: names.get(id) ?? { zh: id, en: id },
    unit: book ? unitOf(book.pack, measures.get(id) ?? 'hours') : { zh: '', en: '' },
  }))
}

type Lines = Rulebook['ruleset']['versions'][number]['obligations'][number]['lines']
const leaves = (lines: Lines): Lines =>
  lines.flatMap((line) => (line.members.length > 0 ? leaves(line.members) : [line]))

export const readRegisterRun = query({
  name: 'ledger.readRegisterRun',
  action: 'register.read',
  load: loadRun,
  async reply(reading, _input: { runId: string }, { run, programme, owners }) {
    const known = await beside(reading, programme, [run])
    return {
      ...view(run, known),
      programme: namesOf(programme),
      lines: await linesNamed(reading, run, known.book),
      byHolding: known.book !== null && asksByHolding(known.book),
      may: reading.may(owners, ['register.make']),
    }
  },
})
