import { ok, refuse } from '../../../kernel/result.ts'
import { cursorParts, keyPart, pageOf } from '../../../platform/page.ts'
import { command, listing, query } from '../../../platform/perform.ts'
import { lockCertificate } from '../store/certificates.ts'
import {
  findClosing,
  lockValidations,
  unearnedAmong,
  unearnedClosings,
  unearnedOf,
} from '../store/validations.ts'
import { revokeRow } from './revoke-certificate.ts'

/**
 * Certificates of annual validation that a supplementary closing no longer bears out. Nothing ends by itself: the list
 * waits for an officer, for whom the person may yet show what the register lacks.
 */
export const unearnedValidations = query({
  name: 'certificates.unearned',
  action: 'closing.read',
  async load(reading, input: { closingId: string; cursor?: string | undefined; limit?: number | undefined }) {
    const closing = await findClosing(reading.tx, input.closingId)
    return closing && { owners: { office: [closing.officeId] } }
  },
  async reply(reading, input, { owners }) {
    const limit = input.limit ?? 50
    const [after] = cursorParts(input.cursor, keyPart.text) ?? []
    const rows = await unearnedOf(reading.tx, input.closingId, after, limit)
    return {
      ...pageOf(
        rows,
        limit,
        (row) => [row.number],
        (row) => row,
      ),
      may: reading.may(owners, ['closing.make']),
    }
  },
})

/** Closings with such certificates, the last first: what waits for the officers of an office. */
export const closingsWithUnearned = query({
  name: 'certificates.unearnedClosings',
  action: 'closing.read',
  load: listing,
  async reply(reading, _input: object, _loaded, scope) {
    const offices = scope.all ? null : (scope.owners.office ?? [])
    return { items: await unearnedClosings(reading.tx, offices), next: null }
  },
})

/** Revokes those that an officer has looked at, all or none, with the reason that each of them then bears. */
export const endValidations = command({
  name: 'certificates.endUnearned',
  action: 'closing.make',
  async load(
    unit,
    input: { closingId: string; numbers: readonly string[]; confirm: string; reason: string },
  ) {
    await lockValidations(unit.tx, input.closingId)
    const closing = await findClosing(unit.tx, input.closingId)
    return closing?.state === 'closed' ? { owners: { office: [closing.officeId] }, closing } : undefined
  },
  async run(unit, input, { closing }) {
    if (input.confirm.trim() !== closing.period) return refuse('ledger.closing-mismatch')
    const wanted = [...new Set(input.numbers)]
    const unearned = await unearnedAmong(unit.tx, input.closingId, wanted)
    const [other] = wanted.filter((number) => !unearned.includes(number))
    if (other !== undefined) return refuse('certificate.still-earned', { number: other })
    for (const number of unearned) {
      const row = await lockCertificate(unit.tx, number)
      if (row) await revokeRow(unit, row, { cause: 'issued-in-error', reason: input.reason.trim() })
    }
    return ok({ revoked: unearned.length })
  },
})
