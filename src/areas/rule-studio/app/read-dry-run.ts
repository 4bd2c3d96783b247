import { ok } from '../../../kernel/result.ts'
import { cursorParts, keyPart, pageOf } from '../../../platform/page.ts'
import { command, query, type Reading } from '../../../platform/perform.ts'
import type { DryRunPerson, DryRunReport } from '../contract/dry-runs.ts'
import { dryRunExported } from '../events.ts'
import { accountNames, findDraft } from '../store/drafts.ts'
import { findRun, type FoundLine } from '../store/dry-runs.ts'
import { findProgramme, organisationNames } from '../store/programmes.ts'
import { type PeopleAsked, peopleFound, type PersonFound } from '../store/run-report.ts'
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

const named = async (reading: Reading, report: KeptReport): Promise<DryRunReport> => {
  const { district, employer } = report.groups
  const ids = [...district, ...employer].flatMap(({ id }) => (id === null ? [] : [id]))
  const names = await organisationNames(reading.tx, ids)
  const withName = <T extends { readonly id: string | null }>(group: T) => ({
    ...group,
    name: group.id === null ? null : (names.get(group.id) ?? null),
  })
  return {
    ...report,
    groups: { ...report.groups, district: district.map(withName), employer: employer.map(withName) },
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
      report: report && (await named(reading, report)),
      reportHash: run.reportHash,
      unit: unitOfPack(run.pack),
      may: reading.may(owners, ['ruleDraft.write', 'ruleDraft.export']),
    }
  },
})

const unitOfPack = (pack: Record<string, unknown>) => {
  const unit = pack['unit'] as { zh?: unknown; en?: unknown; minutes?: unknown } | null | undefined
  return unit && typeof unit.minutes === 'number'
    ? { zh: String(unit.zh ?? ''), en: String(unit.en ?? ''), minutes: unit.minutes }
    : null
}

const linesOf = (lines: readonly FoundLine[] | undefined) =>
  (lines ?? []).map(({ id, required, counted, remaining }) => ({ id, required, counted, remaining }))

const personView = ({ lines, lacks, ...row }: PersonFound): DryRunPerson => ({
  ...row,
  beforeLines: linesOf(lines.before),
  afterLines: linesOf(lines.after),
  lacks: [...lacks],
})

/** People of a run by name, as it found them. */
export const dryRunPeople = query({
  name: 'ruleStudio.dryRunPeople',
  action: 'ruleDraft.read',
  load: (reading, input: OfRun & PeopleAsked & PageAsked) => load(reading, input),
  async reply(reading, input, { run }) {
    const limit = input.limit ?? 50
    const after = cursorParts(input.cursor, keyPart.text, keyPart.id)
    const rows = await peopleFound(reading.tx, run.id, { ...input, q: input.q?.trim() }, after, limit)
    return pageOf(rows, limit, (row) => [row.name, row.personId], personView)
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
