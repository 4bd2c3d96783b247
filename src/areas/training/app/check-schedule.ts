import { query } from '../../../platform/perform.ts'
import { spanOf, totalMinutes } from '../domain/schedule.ts'
import { busyBetween } from '../store/sessions.ts'
import type { SessionToFile } from '../contract.ts'
import { clashesOf, planned } from './judge-schedule.ts'

/** What stands in the way of a schedule still being drawn up; changes nothing. */
export const checkSchedule = query({
  name: 'training.checkSchedule',
  action: 'class.file',
  load: async (
    _reading,
    input: {
      institutionId: string
      exceptClassId?: string | undefined
      capacity?: number | undefined
      sessions: readonly SessionToFile[]
    },
  ) => ({ owners: { institution: [input.institutionId] } }),
  async reply(reading, input) {
    const sessions = input.sessions.map(planned)
    const { from, to } = spanOf(sessions)
    const { institutionId, exceptClassId } = input
    const plan = { institutionId, exceptClassId, capacity: input.capacity ?? 0, sessions }
    return {
      clashes: await clashesOf(reading.tx, plan),
      busy: sessions.length > 0 ? await busyBetween(reading.tx, institutionId, from, to, exceptClassId) : [],
      totalMinutes: totalMinutes(sessions),
    }
  },
})
