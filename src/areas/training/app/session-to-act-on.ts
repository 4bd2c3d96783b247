import type { Owners } from '../../../access/index.ts'
import type { Reading } from '../../../platform/perform.ts'
import { classOfSession } from '../store/attendance.ts'
import { findClass, lockClass, type ClassFacts } from '../store/classes.ts'
import { sessionsOf, type SessionRow } from '../store/sessions.ts'
import { classOwners } from './class-owners.ts'

export interface LoadedSession {
  readonly owners: Owners
  readonly class: ClassFacts
  readonly session: SessionRow
}

/** The `load` of acts upon a session. The class's lock orders them: attendance, corrections and closing never cross. */
export const sessionToActOn = (unit: Reading, sessionId: string): Promise<LoadedSession | undefined> =>
  loadSession(unit, sessionId, lockClass)

/** The same to read, without locks. */
export const sessionToRead = (reading: Reading, sessionId: string): Promise<LoadedSession | undefined> =>
  loadSession(reading, sessionId, findClass)

const loadSession = async (
  reading: Reading,
  sessionId: string,
  get: (tx: Reading['tx'], classId: string) => Promise<ClassFacts | undefined>,
): Promise<LoadedSession | undefined> => {
  const classId = await classOfSession(reading.tx, sessionId)
  const found = classId === undefined ? undefined : await get(reading.tx, classId)
  if (!found) return undefined
  const session = (await sessionsOf(reading.tx, found.id)).find((one) => one.id === sessionId)
  return session && { owners: await classOwners(reading, found), class: found, session }
}
