import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command, type Reading } from '../../../platform/perform.ts'
import { applicationFaults, type Mode } from '../domain/approval.ts'
import { approvalSaved, approvalStarted, approvalSubmitted } from '../events.ts'
import {
  insertApproval,
  institutionInRegister,
  lockApproval,
  markSubmitted,
  saveApplication,
} from '../store/approvals.ts'
import { lockProgramme } from '../store/programmes.ts'
import { approvalOwners } from './approval-view.ts'

interface Application {
  readonly modes: readonly Mode[]
  readonly statement: string
}

/** An institution begins an application; while one is open there is no second, but a renewal may begin before the old one ends. */
export const startApproval = command({
  name: 'programme.startApproval',
  action: 'approval.apply',
  constraints: { institution_approval_open: 'approval.open' },
  async load(unit, input: Application & { programmeId: string; institutionId: string }) {
    const programme = await lockProgramme(unit.tx, input.programmeId)
    return programme ? { owners: { institution: [input.institutionId] }, programme } : undefined
  },
  async run(unit, input, { programme }) {
    if (programme.status === 'closed') return refuse('programme.closed')
    if (!(await institutionInRegister(unit.tx, input.institutionId)))
      return refuse('approval.institution-unknown')
    const id = newId()
    await insertApproval(
      unit.tx,
      {
        id,
        programmeId: programme.id,
        institutionId: input.institutionId,
        status: 'draft',
        modes: input.modes,
        statement: input.statement.trim(),
        fromDay: null,
        toDay: null,
      },
      unit.now,
    )
    await unit.emit(approvalStarted(id, { programme: programme.id, institution: input.institutionId }))
    return ok({ approvalId: id })
  },
})

const loadLocked = async (unit: Reading, input: { approvalId: string }) => {
  const row = await lockApproval(unit.tx, input.approvalId)
  return row ? { owners: approvalOwners(row), row } : undefined
}

export const saveApproval = command({
  name: 'programme.saveApproval',
  action: 'approval.edit',
  load: (unit, input: Application & { approvalId: string }) => loadLocked(unit, input),
  async run(unit, input, { row }) {
    if (row.status !== 'draft') return refuse(`approval.${row.status}`)
    await saveApplication(unit.tx, row.id, { modes: input.modes, statement: input.statement.trim() })
    await unit.emit(approvalSaved(row.id, { modes: input.modes }))
    return ok({})
  },
})

export const submitApproval = command({
  name: 'programme.submitApproval',
  action: 'approval.edit',
  load: (unit, input: { approvalId: string }) => loadLocked(unit, input),
  async run(unit, _input, { row }) {
    if (row.status !== 'draft') return refuse(`approval.${row.status}`)
    const faults = applicationFaults(row)
    if (faults.length > 0) return refuse('approval.incomplete', {}, faults)
    await markSubmitted(unit.tx, row.id, unit.now)
    await unit.emit(
      approvalSubmitted(row.id, {
        programme: row.programmeId,
        institution: row.institutionId,
        modes: row.modes,
      }),
    )
    return ok({})
  },
})
