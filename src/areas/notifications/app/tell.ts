import { systemActor } from '../../../access/index.ts'
import { ok } from '../../../kernel/result.ts'
import type { RecordedEvent } from '../../../platform/events.ts'
import { command } from '../../../platform/perform.ts'
import type { Services } from '../../../platform/services.ts'
import { type AnyNotice, notify } from './notify.ts'
import { occasions } from './occasions.ts'

const atOnce = 100

const tellAll = command({
  name: 'notifications.tellAll',
  action: 'delivery.manage',
  load: async () => ({ owners: {} }),
  async run(unit, { notices }: { notices: readonly AnyNotice[] }) {
    for (const notice of notices) await notify(unit, notice)
    return ok({})
  },
})

/** Tells everybody an event concerns; run again after a crash it tells those who are left. */
export const tell = async (services: Services, event: RecordedEvent): Promise<void> => {
  const notices = (await occasions[event.name]?.(services, event)) ?? []
  for (let from = 0; from < notices.length; from += atOnce) {
    const told = await services.perform(
      tellAll,
      { notices: notices.slice(from, from + atOnce) },
      { actor: systemActor, requestId: event.id },
    )
    if (!told.ok) throw new Error(`telling of ${event.name} was refused: ${told.code}`)
  }
}
