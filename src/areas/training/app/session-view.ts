import { instantInZone } from '../../../kernel/calendar.ts'
import type { Session } from '../contract.ts'
import type { SessionDetailRow } from '../store/class-details.ts'

/** A session as screens show it; whether it has begun and ended is the server's clock's to say. */
export const sessionView = (row: SessionDetailRow, zone: string, now: Date): Session => {
  const { attendanceRevision, confirmedAt, ...rest } = row
  return {
    ...rest,
    begun: instantInZone(row.day, row.start, zone) <= now,
    ended: instantInZone(row.day, row.end, zone) <= now,
    attendance: confirmedAt ? 'confirmed' : attendanceRevision > 0 ? 'saved' : 'none',
    confirmedAt: confirmedAt?.toISOString() ?? null,
  }
}
