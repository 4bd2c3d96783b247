import { cursorParts, keyPart, pageOf } from '../../../platform/page.ts'
import { query, type Reading } from '../../../platform/perform.ts'
import type { Scope } from '../../../access/index.ts'
import { idsWithin } from '../domain/ids-within.ts'
import {
  accountHistoryOf,
  type Asked,
  certificateHistoryOf,
  historyOf,
  type HistoryRow,
  type Reader,
} from '../store/history.ts'
import { certificateSubject, declarationReaders, isKnown, keepersOf } from '../store/keepers.ts'
import { partsOf } from '../store/parts.ts'
import { namesOf } from '../store/names.ts'

const pageSize = 50

interface PageAsked {
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

/** What happened to a record: for the offices, and for those who keep it; of a declaration, for those who may read it. */
export const recordHistory = query({
  name: 'audit.recordHistory',
  action: 'audit.read',
  async load(reading, { subjectId }: PageAsked & { subjectId: string }) {
    const parts = await partsOf(reading.tx, subjectId)
    // A draft is its person's alone, and a declaration sent is for the office it goes to, not for every office.
    const readers = await declarationReaders(reading.tx, subjectId)
    if (readers)
      return reading.may(readers, ['declaration.read'])['declaration.read']
        ? { owners: readers, parts }
        : undefined
    const owners = await keepersOf(reading.tx, subjectId)
    const found = Object.keys(owners).length > 0 || parts.length > 0 || (await isKnown(reading.tx, subjectId))
    return found ? { owners, parts } : undefined
  },
  reply(reading, input, { parts }, scope) {
    return pageFor(reading, input, scope, (asked) => historyOf(reading.tx, input.subjectId, parts, asked))
  },
})

/** What happened to one's own account: whoever fears a stranger looks here for what they did not do. */
export const accountHistory = query({
  name: 'audit.accountHistory',
  action: 'account.self',
  load: async ({ actor }, _input: PageAsked) =>
    actor.accountId === null ? undefined : { owners: {}, accountId: actor.accountId },
  reply(reading, input, { accountId }) {
    const read = (asked: Asked) => accountHistoryOf(reading.tx, accountId, asked)
    // Of accounts it names those alone with whom something was agreed.
    return pageFor(reading, input, { all: false, owners: {} }, read, true)
  },
})

/** What happened to a certificate: its issue and its changes, for its holder and its institution too. */
export const certificateHistory = query({
  name: 'audit.certificateHistory',
  action: 'audit.read',
  async load(reading, input: PageAsked & { number: string }) {
    const about = await certificateSubject(reading.tx, input.number)
    return (
      about && {
        owners: {
          professional: [about.personId],
          institution: about.institutionId ? [about.institutionId] : [],
        },
        about,
      }
    )
  },
  async reply(reading, input, { about }, scope) {
    const { number } = input
    const page = await pageFor(reading, input, scope, (asked) =>
      certificateHistoryOf(reading.tx, { number, ...about }, asked),
    )
    // A batch names all its certificates; this page is about one.
    return {
      ...page,
      items: page.items.map((one) => ('certificates' in one.data ? aboutOne(one, number) : one)),
    }
  },
})

type Entry = Omit<HistoryRow, 'exactAt' | 'at'> & { at: string; names: Record<string, string> }

const aboutOne = (entry: Entry, number: string): Entry => ({ ...entry, data: { number }, names: {} })

const pageFor = async (
  reading: Reading,
  input: PageAsked,
  scope: Scope,
  read: (asked: Asked) => Promise<HistoryRow[]>,
  withAccounts = scope.all,
): Promise<{ items: Entry[]; next: string | null }> => {
  const limit = input.limit ?? pageSize
  const after = cursorParts(input.cursor, keyPart.instant, keyPart.id)
  const reader = scope.all ? null : readerOf(reading)
  const rows = (await read({ after, limit: limit + 1, reader })).map((row) =>
    reader ? withoutOfficeWords(row) : row,
  )
  const ids = [...new Set(rows.flatMap((row) => idsWithin(row.data)))]
  const known = await namesOf(reading.tx, ids, withAccounts)
  return pageOf(
    rows,
    limit,
    (row) => [row.exactAt, row.id],
    ({ exactAt: _key, at, ...row }) => ({ ...row, at: at.toISOString(), names: namesIn(row.data, known) }),
  )
}

const readerOf = ({ actor }: Reading): Reader => ({
  accountId: actor.accountId,
  organisationIds: actor.roles.flatMap((held) => held.organisationId ?? []),
})

/** The office's words on a change of a certificate are for the office: they may speak of others. */
const withoutOfficeWords = (row: HistoryRow): HistoryRow => {
  if (!row.name.startsWith('certificates.')) return row
  const { reason: _reason, ...data } = row.data
  return { ...row, data }
}

const namesIn = (data: unknown, known: ReadonlyMap<string, string>): Record<string, string> =>
  Object.fromEntries(
    idsWithin(data).flatMap((id) => {
      const name = known.get(id)
      return name === undefined ? [] : [[id, name]]
    }),
  )
