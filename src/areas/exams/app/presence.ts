import type { Services } from '../../../platform/services.ts'
import { savePresence, type PresenceRow } from '../store/journal.ts'

const everyMs = 3000
/** How long the last contact with a seat is remembered: longer than any exam. */
const rememberedMs = 24 * 60 * 60_000

interface Board {
  readonly rows: Map<string, PresenceRow>
  /** Last sign of life of every seat this process heard of. */
  readonly last: Map<string, Date>
  /** From when on this process has been there. */
  readonly since: Date
  timer: NodeJS.Timeout | null
}
const boards = new WeakMap<Services, Board>()

const boardOf = (services: Services): Board => {
  const known = boards.get(services)
  if (known) return known
  const since = new Date(services.now().getTime() - Math.round(process.uptime() * 1000))
  const board: Board = { rows: new Map(), last: new Map(), since, timer: null }
  boards.set(services, board)
  return board
}

/**
 * Notes a sign of life. Kept in memory and written down together every few seconds, so that a hall's heartbeats cost one
 * statement; under load these are the first thing that may be late, answers the last.
 */
export const notePresence = (services: Services, row: PresenceRow): void => {
  const board = boardOf(services)
  board.rows.set(row.attemptId, row)
  board.last.set(row.attemptId, row.at)
  board.timer ??= setTimeout(() => void writeDown(services, board), everyMs).unref()
}

const writeDown = async (services: Services, board: Board): Promise<void> => {
  const rows = [...board.rows.values()]
  board.rows.clear()
  board.timer = null
  const forgotten = services.now().getTime() - rememberedMs
  for (const [attemptId, at] of board.last) if (at.getTime() < forgotten) board.last.delete(attemptId)
  // Of no consequence when the database is busy or closing: the next sign of life says the same.
  await savePresence(services.db, rows).catch(() => undefined)
}

/** Signs of life this process has not written down yet. */
export const freshPresence = (services: Services): ReadonlyMap<string, PresenceRow> => boardOf(services).rows

/** What this process itself observed of a seat: its last sign of life here, and from when on it would have seen one. */
export const watchOf = (services: Services, attemptId: string): { since: Date; last: Date | undefined } => {
  const { since, last } = boardOf(services)
  return { since, last: last.get(attemptId) }
}
