import type { Bilingual } from '../../../kernel/bilingual.ts'
import { formatExact, fraction, greater, parseExact, subtract, zero } from '../../../kernel/exact.ts'
import { ok } from '../../../kernel/result.ts'
import { cursorParts, keyPart, pageOf } from '../../../platform/page.ts'
import { command, query, type Reading } from '../../../platform/perform.ts'
import { unfold } from '../../../rules/index.ts'
import { ledgerEvents } from '../events.ts'
import { organisationNames } from '../store/person-facts.ts'
import { employersOn, type GroupKind, groupsOfRun, type RegisterGroup } from '../store/register-groups.ts'
import { type RegisterRun, type StandingRow, type StandingsAsked, standingsOfRun } from '../store/register.ts'
import { loadRun } from './read-register.ts'
import { type Rulebook, usableRulebook } from './rulebook.ts'
import { daysOfPeriod } from './start-closing.ts'
import { titlesOfStandings } from './titles-of-lines.ts'

interface PageAsked {
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

/** The day as of which people of a run are set apart: where they were when the period ended, or the run was made. */
export const dayOfGroups = ({ period, onDay }: Pick<RegisterRun, 'period' | 'onDay'>): string => {
  const last = daysOfPeriod(period)?.to ?? onDay
  return last < onDay ? last : onDay
}

/** How everybody stands by a run, with what each leaf line counts; people by name. */
export const registerStandings = query({
  name: 'ledger.registerStandings',
  action: 'register.read',
  load: (reading, input: { runId: string } & StandingsAsked & PageAsked) => loadRun(reading, input),
  async reply(reading, input, { run, programme }) {
    const limit = input.limit ?? 50
    const after = cursorParts(input.cursor, keyPart.text, keyPart.id)
    const book = await usableRulebook(reading.tx, programme.rulePack)
    const day = dayOfGroups(run)
    const asked = { ...input, q: input.q?.trim() }
    const rows = await standingsOfRun(reading.tx, run, asked, day, after, limit)
    const employers = await employersOn(
      reading.tx,
      rows.map((row) => row.personId),
      day,
    )
    const titles = await titlesOfStandings(reading.tx, rows, { run, programme, book })
    return pageOf(
      rows,
      limit,
      (row) => [row.name, row.personId],
      (row) => standingView(row, book, employers.get(row.personId) ?? null, titles.get(row.personId) ?? []),
    )
  },
})

const standingView = (
  { personId, name, standing, folded, code }: StandingRow,
  { ruleset }: Rulebook,
  employer: Bilingual | null,
  titles: readonly (Bilingual | null)[],
) => ({
  personId,
  name,
  employer,
  standing,
  lines: unfold({ shape: folded, code }).lines.map(
    ({ id, place, measure, required, counted, standing: stands }) => {
      const amount = fraction(counted, ruleset.measures.get(measure)?.perUnit ?? 1)
      const wanted = parseExact(required)
      return {
        id,
        holding: titles[place] ?? null,
        measure,
        required,
        counted: formatExact(amount),
        remaining:
          wanted && stands !== 'undetermined' ? formatExact(greater(zero, subtract(wanted, amount))) : null,
        standing: stands,
      }
    },
  ),
})

/** How a run stands by district, employer or title level: the groups with most people short first. */
export const registerGroups = query({
  name: 'ledger.registerGroups',
  action: 'register.read',
  load: (reading, input: { runId: string; by: GroupKind } & PageAsked) => loadRun(reading, input),
  async reply(reading, input, { run }) {
    const limit = input.limit ?? 50
    const after = cursorParts(input.cursor, keyPart.seat, keyPart.text)
    const rows = await groupsOfRun(reading.tx, run.number, input.by, after, limit)
    const names = await groupNames(reading, input.by, rows)
    return pageOf(
      rows,
      limit,
      (row) => [row.unmet, row.key],
      (row) => ({
        ...row,
        name: names.get(row.key) ?? null,
        people: row.met + row.unmet + row.undetermined + row.outside,
      }),
    )
  },
})

/** Title levels as the register knows them; a level that is none of these is shown as it stands. */
export const titleLevelNames: ReadonlyMap<string, Bilingual> = new Map([
  ['junior', { zh: '初级', en: 'junior' }],
  ['intermediate', { zh: '中级', en: 'intermediate' }],
  ['vice-senior', { zh: '副高级', en: 'associate senior' }],
  ['senior', { zh: '高级', en: 'senior' }],
  ['senior-title', { zh: '正高级', en: 'full senior' }],
])

const groupNames = async (reading: Reading, by: GroupKind, rows: readonly RegisterGroup[]) =>
  by === 'title-level'
    ? titleLevelNames
    : organisationNames(
        reading.tx,
        rows.flatMap(({ key }) => (key === '' ? [] : [key])),
      )

/** Puts on record that the list was taken out, before any of it leaves. */
export const recordRegisterExport = command({
  name: 'ledger.recordRegisterExport',
  action: 'register.make',
  load: (unit, input: { runId: string; standing?: string | undefined }) => loadRun(unit, input),
  async run(unit, { standing }, { run, programme }) {
    await unit.emit({
      name: ledgerEvents.registerExported,
      subject: { kind: 'programme', id: programme.id },
      data: { run: run.id, period: run.period, ...(standing ? { standing } : {}) },
    })
    return ok({ name: `${programme.code} ${run.period}` })
  },
})
