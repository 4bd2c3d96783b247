import type { IdentityKind } from '../../../kernel/identity-number.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { readTable, type TableRead } from '../../../platform/sheet/read-table.ts'
import type { SheetCode } from '../../../platform/sheet/sheet.ts'
import { serveThread } from '../../../platform/sheet/sheet-thread.ts'
import { type RefusedRow, type RosterEntry, type RosterFinding, rosterJudge } from '../domain/roster.ts'
import { readRosterHeader, type RosterColumns } from '../domain/roster-columns.ts'
import { notOwnStaff, type SendingEmployer } from '../domain/roster-staff.ts'

export interface RosterFile {
  readonly bytes: Uint8Array
  readonly today: string
  readonly employer: SendingEmployer | null
}

/** A person of an accepted row, as far as recognising needs. */
export interface RosterPerson {
  readonly row: number
  readonly name: string
  readonly identity: { readonly kind: IdentityKind; readonly number: string }
}

/** What the thread says: rows judged, some thousand at a time, and at last how the file as a whole fared. */
export type RosterMessage =
  | {
      readonly kind: 'rows'
      readonly people: readonly RosterPerson[]
      /** The accepted entries as JSON: they are sealed as they come, and never stand in the server as objects. */
      readonly entries: string
      readonly refused: readonly RefusedRow[]
      readonly notes: readonly RosterFinding[]
      readonly nameColumn: string
    }
  | {
      readonly kind: 'end'
      readonly read: Result<{ readonly ignoredColumns: readonly string[] }, RosterFileCode>
    }

export type RosterFileCode = SheetCode | 'roster.columns-missing' | 'roster.no-rows'

/** Rows per message: the server handles one between two requests of others. */
const rowsPerMessage = 500

interface Batch {
  readonly accepted: RosterEntry[]
  readonly refused: RefusedRow[]
  readonly notes: RosterFinding[]
}

const emptyBatch = (): Batch => ({ accepted: [], refused: [], notes: [] })

serveThread<RosterFile, RosterMessage>(async ({ bytes, today, employer }, emit) => {
  let batch = emptyBatch()
  let missing: readonly string[] = []
  let columns: RosterColumns | null = null
  let judge: ReturnType<typeof rosterJudge> | null = null
  const flush = async (): Promise<void> => {
    const full = batch
    batch = emptyBatch()
    if (columns) await emit(messageOf(full, headerOf(columns, 'name')))
  }
  const read = await readTable<RosterColumns>(bytes, {
    recognise: (row) => {
      const header = readRosterHeader(row.cells, row.above)
      if (header.kind === 'incomplete' && missing.length === 0) missing = header.missing
      return header.kind === 'header' ? header.columns : null
    },
    take: async (rows, found) => {
      columns = found
      judge ??= rosterJudge(found, today)
      for (const { row, cells } of rows) {
        const verdict = judge(row, cells)
        const stranger =
          verdict.ok && employer ? notOwnStaff(employer, verdict.entry, headerOf(found, 'employer')) : null
        if (!verdict.ok) batch.refused.push(verdict.refused)
        else if (stranger) batch.refused.push(stranger)
        else {
          batch.accepted.push(verdict.entry)
          batch.notes.push(...verdict.notes)
        }
        if (batch.accepted.length + batch.refused.length >= rowsPerMessage) await flush()
      }
    },
  })
  if (batch.accepted.length + batch.refused.length > 0) await flush()
  await emit({ kind: 'end', read: outcome(read, missing) })
})

const messageOf = ({ accepted, refused, notes }: Batch, nameColumn: string): RosterMessage => ({
  kind: 'rows',
  people: accepted.map(({ row, name, identityKind, identityNumber }) => ({
    row,
    name,
    identity: { kind: identityKind, number: identityNumber },
  })),
  entries: JSON.stringify(accepted),
  refused,
  notes,
  nameColumn,
})

const headerOf = (columns: RosterColumns, field: 'name' | 'employer'): string =>
  columns.headers[columns.at[field] ?? -1] ?? ''

const outcome = (
  read: Result<TableRead<RosterColumns>, SheetCode>,
  missing: readonly string[],
): Result<{ readonly ignoredColumns: readonly string[] }, RosterFileCode> => {
  if (read.ok)
    return read.value.rows === 0
      ? refuse('roster.no-rows')
      : ok({ ignoredColumns: read.value.header.ignored })
  if (read.code === 'sheet.no-header' && missing.length > 0) {
    const columns = missing
      .map((field) => (field === 'name' ? '姓名 (name)' : '身份证号 (ID number)'))
      .join('、')
    return refuse('roster.columns-missing', { columns })
  }
  return read
}
