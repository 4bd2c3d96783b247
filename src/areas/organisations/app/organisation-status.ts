import { ok, refuse } from '../../../kernel/result.ts'
import { command, type Reading } from '../../../platform/perform.ts'
import { creditCodeOf, isCreditCode } from '../domain/credit-code.ts'
import { organisationClosed, organisationReopened, organisationVerified } from '../events.ts'
import {
  countOffices,
  countOpenClasses,
  findOrganisation,
  hashOfOrganisation,
  lockOrganisation,
  markClosed,
  markReopened,
  markVerified,
} from '../store/organisations.ts'
import { factConstraints } from './check-facts.ts'
import { ownersOf } from './owners.ts'

const loadLocked = async (unit: Reading, input: { organisationId: string }) => {
  const row = await lockOrganisation(unit.tx, input.organisationId)
  return row ? { owners: await ownersOf(unit, row), row } : undefined
}

/** The office vouches for an employer that was only a name on a roster. */
export const verifyOrganisation = command({
  name: 'organisations.verifyOrganisation',
  action: 'organisation.verify',
  constraints: factConstraints,
  load: (unit, input: { organisationId: string; creditCode?: string | undefined }) => loadLocked(unit, input),
  async run(unit, input, { row }) {
    if (row.status === 'closed') return refuse('organisation.closed')
    if (row.status === 'verified') return refuse('organisation.already-verified')
    const creditCode = input.creditCode?.trim() ? creditCodeOf(input.creditCode) : null
    if (creditCode !== null && !isCreditCode(creditCode)) {
      return refuse('organisation.credit-code', {}, [
        { pointer: '/creditCode', code: 'organisation.credit-code' },
      ])
    }
    await markVerified(unit.tx, row.id, creditCode)
    const rows = [await hashOfOrganisation(unit.tx, row.id)]
    await unit.emit(organisationVerified(row.id, { creditCode: creditCode ?? row.creditCode, rows }))
    return ok({})
  },
})

/** Takes an organisation off the register of living ones; what it did stays its own, what comes is its successor's. */
export const closeOrganisation = command({
  name: 'organisations.closeOrganisation',
  action: 'organisation.close',
  load: (unit, input: { organisationId: string; reason: string; successorId?: string | undefined }) =>
    loadLocked(unit, input),
  async run(unit, input, { row }) {
    if (row.status === 'closed') return refuse('organisation.closed')
    if (row.kind === 'office' && (await countOffices(unit.tx)) < 2) return refuse('organisation.last-office')
    if (row.kind === 'institution') {
      const count = await countOpenClasses(unit.tx, row.id)
      if (count > 0) return refuse('organisation.has-open-classes', { count })
    }
    if (input.successorId !== undefined) {
      const successor = await findOrganisation(unit.tx, input.successorId)
      if (
        !successor ||
        successor.id === row.id ||
        successor.kind !== row.kind ||
        successor.status === 'closed'
      ) {
        return refuse('organisation.successor-unfit', {}, [
          { pointer: '/successorId', code: 'organisation.successor-unfit' },
        ])
      }
    }
    const rows = await markClosed(unit.tx, row.id, input.reason, input.successorId ?? null)
    await unit.emit(
      organisationClosed(row.id, { reason: input.reason, successor: input.successorId ?? null, rows }),
    )
    return ok({})
  },
})

export const reopenOrganisation = command({
  name: 'organisations.reopenOrganisation',
  action: 'organisation.close',
  load: (unit, input: { organisationId: string }) => loadLocked(unit, input),
  async run(unit, _input, { row }) {
    if (row.status !== 'closed') return refuse('organisation.not-closed')
    await markReopened(unit.tx, row.id)
    await unit.emit(organisationReopened(row.id))
    return ok({})
  },
})
