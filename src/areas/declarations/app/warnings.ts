import { isSelf } from '../../../access/index.ts'
import type { Reading } from '../../../platform/perform.ts'
import { takesTime } from '../domain/activity.ts'
import { oneRow } from '../store/declaration-lists.ts'
import { findDeclaration, type DeclarationRecord } from '../store/declarations.ts'
import { sameFiles } from '../store/files.ts'
import { alikeTo, classesDuring } from '../store/likenesses.ts'
import type { Judged } from './content.ts'
import { ownersOf } from './parties.ts'

export interface Warning {
  readonly code: 'same-file' | 'alike' | 'class-hours'
  readonly own: boolean
  readonly fileName: string | null
  readonly declarationId: string | null
  readonly personName: string | null
  readonly title: string | null
  readonly from: string | null
  readonly to: string | null
  readonly days: string[]
}

/**
 * What whoever checks should look at: the same paper or the same title elsewhere, classes on the same days. Others' are
 * named only to those who may read them, and the person is told of none but their own.
 */
export const warningsOf = async (
  reading: Reading,
  one: DeclarationRecord,
  judged: Judged | undefined,
): Promise<Warning[]> => {
  const { id, personId, kind, title } = one
  const days = { fromDay: one.fromDay ?? one.toDay ?? '', toDay: one.toDay ?? '' }
  const files = await sameFiles(reading.tx, id, personId)
  const alike = await alikeTo(reading.tx, { id, personId, kind, title, ...days })
  const classes =
    judged && takesTime(judged.kind) ? await classesDuring(reading.tx, { personId, ...days }) : []
  const found = [
    ...(await Promise.all(
      files.map(async ({ declarationId, fileName }) => ({
        ...(await elsewhere(reading, one, declarationId)),
        code: 'same-file' as const,
        fileName,
      })),
    )),
    ...(await Promise.all(
      alike.map(async (other) => ({
        ...(await elsewhere(reading, one, other.id)),
        code: 'alike' as const,
      })),
    )),
    ...classes.map((taken) => ({
      code: 'class-hours' as const,
      own: true,
      fileName: null,
      declarationId: null,
      personName: null,
      title: taken.title,
      from: taken.fromDay,
      to: taken.toDay,
      days: taken.days,
    })),
  ]
  return isSelf(reading.actor, personId) ? found.filter(({ own }) => own) : found
}

const elsewhere = async (reading: Reading, one: DeclarationRecord, otherId: string) => {
  const other = await findDeclaration(reading.tx, otherId)
  const own = other?.personId === one.personId
  const readable =
    other !== undefined && reading.may(ownersOf(other), ['declaration.read'])['declaration.read']
  const row = readable ? await oneRow(reading.tx, otherId) : undefined
  return {
    own,
    fileName: null,
    declarationId: row?.id ?? null,
    personName: row?.personName ?? null,
    title: row?.title ?? null,
    from: row?.fromDay ?? null,
    to: row?.toDay ?? null,
    days: [],
  }
}
