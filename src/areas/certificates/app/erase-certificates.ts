import { ok, refuse } from '../../../kernel/result.ts'
import { command } from '../../../platform/perform.ts'
import { plainName } from '../domain/holder-name.ts'
import { certificateEvents } from '../events.ts'
import { endShares, eraseContents, lockErasable, personName } from '../store/erasing.ts'

export interface Erasure {
  readonly personId: string
  /** The person's name, typed by hand: nothing brings the contents back. */
  readonly confirm: string
  readonly reason: string
}

/**
 * Destroys everything a person's certificates say, salts included, so that no leaf of the log can be linked to them any more.
 * Numbers and leaves stay; the public check knows the numbers no longer.
 */
export const eraseCertificates = command({
  name: 'certificates.erase',
  action: 'certificate.erase',
  async load(unit, input: Erasure) {
    const name = await personName(unit.tx, input.personId)
    return name === undefined ? undefined : { owners: {}, name }
  },
  async run(unit, { personId, confirm, reason }, { name }) {
    if (plainName(confirm) !== plainName(name)) return refuse('certificate.erase-mismatch')
    const numbers = await lockErasable(unit.tx, personId)
    if (numbers.length === 0) return refuse('certificate.nothing-to-erase')
    await eraseContents(unit.tx, numbers, { reason: reason.trim(), by: unit.actor.accountId, now: unit.now })
    await endShares(unit.tx, personId, unit.now)
    await unit.emit({
      name: certificateEvents.certificatesErased,
      subject: { kind: 'person', id: personId },
      data: { numbers, reason: reason.trim() },
    })
    return ok({ numbers })
  },
})
