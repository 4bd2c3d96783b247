import { listing, query } from '../../../platform/perform.ts'
import { listDemoSignIns } from '../store/demo-sign-ins.ts'

/** Whether this is a demonstration, and on the machine's own address also how to sign in. */
export const demoSignIns = query({
  name: 'accounts.demoSignIns',
  action: 'session.open',
  load: listing,
  async reply(reading, _input: unknown) {
    const kept = await listDemoSignIns(reading.tx)
    return {
      demo: kept.length > 0,
      signIns: kept.filter((one) => one.told).map(({ told: _told, ...one }) => one),
    }
  },
})
