import type { Services } from '../../../platform/services.ts'
import { savePresence, type PresenceRow } from '../store/journal.ts'

const everyMs = 3000

interface Board {
  readonly rows: Map<string, PresenceRow>
  timer: NodeJS.Timeout | null
}
const boards = new WeakMap<Services, Board>()

/**
 * Notes a sign of life. Kept in memory and written down together every few seconds, so that a hall's heartbeats cost one
 * statement; under load these are the first thing that may be late, answers the last.
 */
export const notePresence = (services: Services, row: PresenceRow): void => {
  const board: Board = boards.get(services) ?? { rows: new Map(), timer: null }
  boards.set(services, board)
  board.rows.set(row.attemptId, row)
  board.timer ??= setTimeout(() => void writeDown(services, board), everyMs).unref()
}

const writeDown = async (services: Services, board: Board): Promise<void> => {
  const rows = [...board.rows.values()]
  board.rows.clear()
  board.timer = null
  // Of no consequence when the database is busy or closing: the next sign of life says the same.
  await savePresence(services.db, rows).catch(() => undefined)
}

/** Signs of life this process has not written down yet. */
export const freshPresence = (services: Services): ReadonlyMap<string, PresenceRow> =>
  boards.get(services)?.rows ?? new Map()
