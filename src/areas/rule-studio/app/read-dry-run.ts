import type { Bilingual } from '../../../kernel/bilingual.ts'
import { formatExact, fraction } from '../../../kernel/exact.ts'
import { ok } from '../../../kernel/result.ts'
import { cursorParts, keyPart, pageOf } from '../../../platform/page.ts'
import { command, query, type Reading } from '../../../platform/perform.ts'
import type { DryRunChange, DryRunPerson, DryRunReport } from '../contract/dry-runs.ts'
import { dryRunExported } from '../events.ts'
import { lineNames, unitsOf } from '../../../rules/index.ts'
import { titleLevelNames, titlesOfLines } from '../../ledger/index.ts'
import { accountNames, findDraft } from '../store/drafts.ts'
import { changedRules, nameOfRule } from '../domain/changed-rules.ts'
import type { RuleEffect } from '../domain/effects.ts'
import { type FoundLine } from '../domain/folded.ts'
import { reasonOf } from '../domain/reason.ts'
import { type DryRun, findRun } from '../store/dry-runs.ts'
import { findProgramme, organisationNames } from '../store/programmes.ts'
import { keepsTouched, type PeopleAsked, peopleFound, type PersonFound } from '../store/run-report.ts'
import { type RunSetting, settingOf } from './dry-run.ts'
import { linesNamed } from './lines-named.ts'
import type { KeptReport } from './report.ts'
import { titleOf } from './titles.ts'

interface PageAsked {
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

interface OfRun {
  readonly runId: string
}

const load = async (reading: Reading, input: OfRun) => {
  const run = await findRun(reading.tx, input.runId)
  const draft = run && (await findDraft(reading.tx, run.draftId))
  return run && draft ? { owners: { office: [draft.officeId] }, run, draft } : undefined
}

const named = async (
  reading: Reading,
  { effects, ...report }: KeptReport,
  run: DryRun,
  setting: RunSetting,
): Promise<DryRunReport> => {
  const { district, employer, titleLevel = [] } = report.groups
  const ids = [...district, ...employer].flatMap(({ id }) => (id === null ? [] : [id]))
  const names = await organisationNames(reading.tx, ids)
  const withName = <T extends { readonly id: string | null }>(group: T) => ({
    ...group,
    name: group.id === null ? null : (names.get(group.id) ?? null),
  })
  return {
    ...report,
    ...(effects && { changes: changesNamed(effects, run, setting) }),
    groups: {
      district: district.map(withName),
      employer: employer.map(withName),
      titleLevel: titleLevel.map((group) => ({
        ...group,
        name: titleLevelNames.get(group.id ?? '') ?? null,
      })),
      class: report.groups.class,
    },
  }
}

/** A run: how far it has come, and its report. */
export const readDryRun = query({
  name: 'ruleStudio.readDryRun',
  action: 'ruleDraft.read',
  load,
  async reply(reading, _input: OfRun, { run, draft, owners }) {
    const programme = await findProgramme(reading.tx, run.programmeId)
    const names = await accountNames(reading.tx, [run.startedBy])
    const report = run.report === null ? null : (JSON.parse(run.report) as KeptReport)
    const setting = report && (await settingOf(reading.tx, run))
    return {
      id: run.id,
      draftId: draft.id,
      draftTitle: titleOf(run.pack),
      packId: String(run.pack['id'] ?? ''),
      hash: run.hash,
      current: run.hash === draft.hash,
      programmeId: run.programmeId,
      programmeName: programme?.name ?? '',
      programmeNameEn: programme?.nameEn ?? '',
      period: run.period,
      on: run.onDay,
      state: run.state,
      people: run.people,
      judged: run.judged,
      startedBy: names.get(run.startedBy) ?? '',
      startedAt: run.startedAt.toISOString(),
      snapshotAt: run.snapshotAt?.toISOString() ?? null,
      doneAt: run.doneAt?.toISOString() ?? null,
      report: report && setting && (await named(reading, report, run, setting)),
      reportHash: run.reportHash,
      lines: setting ? linesNamed([setting.before, setting.after]) : [],
      listsByRule: await keepsTouched(reading.tx, run.number),
      unit: unitOfPack(run.pack),
      may: reading.may(owners, ['ruleDraft.write', 'ruleDraft.export']),
    }
  },
})

/** What each rule of the difference does, with its words in both texts and amounts in the units of the draft. */
const changesNamed = (
  effects: readonly RuleEffect[],
  { toDay }: DryRun,
  { before, after }: RunSetting,
): DryRunChange[] => {
  const words = new Map(changedRules(before, after, toDay).map((one) => [nameOfRule(one), one]))
  const units = unitsOf(after.texts)
  const lines = lineNames(after.ruleset, after.texts)
  return effects.map(({ part, id, change, people, activities, amounts }) => {
    const rule = id === null ? undefined : words.get(nameOfRule({ part, id }))
    const own = part === 'require' && id !== null ? (lines.get(id) ?? null) : null
    return {
      key: nameOfRule({ part, id: id ?? '' }),
      part,
      id,
      change,
      before: rule ? rule.before : own,
      after: rule ? rule.after : own,
      people,
      activities,
      amounts: amounts.map(({ measure, gained, lost }) => {
        const perUnit = after.ruleset.measures.get(measure)?.perUnit ?? 1
        return {
          measure,
          unit: units(measure),
          gained: formatExact(fraction(gained, perUnit)),
          lost: formatExact(fraction(lost, perUnit)),
        }
      }),
    }
  })
}

const unitOfPack = (pack: Record<string, unknown>) => {
  const unit = pack['unit'] as { zh?: unknown; en?: unknown; minutes?: unknown } | null | undefined
  return unit && typeof unit.minutes === 'number'
    ? { zh: String(unit.zh ?? ''), en: String(unit.en ?? ''), minutes: unit.minutes }
    : null
}

type TitleOf = (line: FoundLine) => Bilingual | null

const linesOf = (lines: readonly FoundLine[], titleOf: TitleOf) =>
  lines.map((line) => {
    const { id, required, counted, remaining } = line
    return { id, holding: titleOf(line), required, counted, remaining }
  })

const personView = (
  { wordBefore, wordAfter, before, after, lacks, touched, ...row }: PersonFound,
  titleOf: TitleOf,
): DryRunPerson => ({
  ...row,
  before: wordBefore,
  after: wordAfter,
  beforeLines: linesOf(before, titleOf),
  afterLines: linesOf(after, titleOf),
  reason: reasonOf(before, after),
  lacks: [...lacks],
  touched: touched && [...touched],
})

const fewPeople = 20_000

/** At most so many people are asked for: those of cells of the matrix, those whom a rule touches. */
const howMany = (run: DryRun, { before, after, moved, rule }: PeopleAsked): number => {
  if (run.report === null) return run.people
  const { matrix, effects = [] } = JSON.parse(run.report) as KeptReport
  const inCells = matrix
    .filter((cell) => (before ?? cell.before) === cell.before && (after ?? cell.after) === cell.after)
    .filter((cell) => !moved || cell.before !== cell.after)
    .reduce((sum, cell) => sum + cell.people, 0)
  const touching = effects.find(({ part, id }) => rule === nameOfRule({ part, id: id ?? '' }))
  return Math.min(inCells, rule === undefined ? inCells : (touching?.people ?? 0))
}

/** People of a run by name, as it found them. */
export const dryRunPeople = query({
  name: 'ruleStudio.dryRunPeople',
  action: 'ruleDraft.read',
  load: (reading, input: OfRun & PeopleAsked & PageAsked) => load(reading, input),
  async reply(reading, input, { run }) {
    const limit = input.limit ?? 50
    const after = cursorParts(input.cursor, keyPart.text, keyPart.id)
    const asked = { ...input, q: input.q?.trim(), few: howMany(run, input) <= fewPeople }
    const rows = await peopleFound(reading.tx, run.number, asked, after, limit)
    const ofBoth = ({ before, after: is }: PersonFound) => [...before, ...is]
    const titlesIn = await titlesOfLines(reading.tx, rows.map(ofBoth))
    return pageOf(
      rows,
      limit,
      (row) => [row.name, row.personId],
      (row) => personView(row, titlesIn(ofBoth(row))),
    )
  },
})

/** Puts on record that the list was taken out, before any of it leaves. */
export const recordExport = command({
  name: 'ruleStudio.recordExport',
  action: 'ruleDraft.export',
  load,
  async run(unit, _input: OfRun, { run, draft }) {
    await unit.emit(dryRunExported(draft.id, { pack: draft.packId, run: run.id, people: run.people }))
    return ok({ name: `${draft.packId} ${run.period}` })
  },
})
