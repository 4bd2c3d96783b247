import { formatExact, fraction } from '../../../kernel/exact.ts'
import { cursorParts, keyPart, pageOf } from '../../../platform/page.ts'
import { query, type Reading } from '../../../platform/perform.ts'
import { unfold } from '../../../rules/index.ts'
import { accountNames } from '../store/closings.ts'
import { programmeById } from '../store/entries.ts'
import {
  findRegisterRun,
  type RegisterRun,
  registerRunsOf,
  type StandingRow,
  standingsOfRun,
} from '../store/register.ts'
import type { RegisterStanding } from '../store/tables.ts'
import { rulebook, type Rulebook } from './rulebook.ts'

const view = (run: RegisterRun, names: ReadonlyMap<string, string>) => ({
  id: run.id,
  programmeId: run.programmeId,
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

const namesOf = (reading: Reading, runs: readonly RegisterRun[]) =>
  accountNames(
    reading.tx,
    runs.flatMap(({ startedBy }) => startedBy ?? []),
  )

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
    const names = await namesOf(reading, runs)
    return {
      items: runs.map((run) => view(run, names)),
      next: null,
      may: reading.may(owners, ['register.make']),
    }
  },
})

const load = async (reading: Reading, input: { runId: string }) => {
  const run = await findRegisterRun(reading.tx, input.runId)
  const programme = run && (await programmeById(reading.tx, run.programmeId))
  return run && programme ? { owners: { office: [programme.officeId] }, run, programme } : undefined
}

export const readRegisterRun = query({
  name: 'ledger.readRegisterRun',
  action: 'register.read',
  load,
  reply: async (reading, _input: { runId: string }, { run }) => view(run, await namesOf(reading, [run])),
})

/** How everybody stands by a run, with what each leaf line counts; people in the order of their ids. */
export const registerStandings = query({
  name: 'ledger.registerStandings',
  action: 'register.read',
  load,
  async reply(
    reading,
    input: {
      runId: string
      standing?: RegisterStanding | undefined
      cursor?: string | undefined
      limit?: number | undefined
    },
    { run, programme },
  ) {
    const limit = input.limit ?? 50
    const [after] = cursorParts(input.cursor, keyPart.id) ?? []
    const book = await rulebook(reading.tx, programme.rulePack)
    if (!book.ok) throw new Error(`rule pack ${programme.rulePack} cannot be used: ${book.code}`)
    const rows = await standingsOfRun(reading.tx, run.number, input.standing, after, limit)
    return pageOf(
      rows,
      limit,
      (row) => [row.personId],
      (row) => standingView(row, book.value),
    )
  },
})

const standingView = ({ personId, name, standing, folded, code }: StandingRow, { ruleset }: Rulebook) => ({
  personId,
  name,
  standing,
  lines: unfold({ shape: folded, code }).lines.map(
    ({ id, measure, required, counted, standing: stands }) => ({
      id,
      measure,
      required,
      counted: formatExact(fraction(counted, ruleset.measures.get(measure)?.perUnit ?? 1)),
      standing: stands,
    }),
  ),
})
