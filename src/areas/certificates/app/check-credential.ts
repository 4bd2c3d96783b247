import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { type Asking, command } from '../../../platform/perform.ts'
import type { Services } from '../../../platform/services.ts'
import { enterGate, type Budget } from '../../accounts/index.ts'
import { checkOutside, type OutsideCheck } from '../../credentials/index.ts'
import { certificateEvents } from '../events.ts'
import { ownKey, ownStanding } from './vc-api.ts'

/** What one account may have us fetch: enough for a morning's applications, too little to work for somebody else. */
const checks: Budget = { free: 60, longestSeconds: 600, forgetSeconds: 3_600 }

/** On record before anything is fetched: who had what checked is told by the issuer named, never by what it says of a person. */
const beginCheck = command({
  name: 'certificates.beginCredentialCheck',
  action: 'credential.check',
  load: async (_unit, _input: object) => ({ owners: {} }),
  async run(unit) {
    const { accountId } = unit.actor
    if (accountId === null) return refuse('not-found')
    await unit.emit({
      name: certificateEvents.credentialChecked,
      subject: { kind: 'account', id: accountId },
      data: {},
    })
    return ok({ accountId })
  },
})

/**
 * Checks a credential of any issuer for somebody signed in. What it takes from others' servers is read outside of any
 * transaction, so that a slow one holds nothing up.
 */
export const checkCredential = async (
  services: Services,
  text: string,
  by: Asking,
): Promise<Result<OutsideCheck, string>> => {
  const begun = await services.perform(beginCheck, {}, { ...by, idempotencyKey: undefined })
  if (!begun.ok) return begun
  const gate = await enterGate(services, {
    name: `credential checks of ${begun.value.accountId}`,
    deviceId: undefined,
    deviceKnown: false,
    strangers: checks,
  })
  if (!gate.ok) return refuse('credential.check-wait', gate.params)
  const { db, ports } = services
  const here = { tx: db, ports }
  return ok(
    await checkOutside(text, {
      documents: ports.documents,
      now: services.now(),
      ownKey: (method) => ownKey(here, method),
      ownStanding: (credential) => ownStanding(here, credential),
    }),
  )
}
