import { dayInZone } from '../../../kernel/calendar.ts'
import { cursorParts, keyPart, pageOf } from '../../../platform/page.ts'
import { listing, query } from '../../../platform/perform.ts'
import { findApproval, listApprovalRows, type ApprovalFilter } from '../store/approvals.ts'
import { approvalOwners, approvalView } from './approval-view.ts'

export const listApprovals = query({
  name: 'programme.listApprovals',
  action: 'approval.read',
  load: listing,
  async reply(
    reading,
    input: ApprovalFilter & { cursor?: string | undefined; limit?: number | undefined },
    _loaded,
    scope,
  ) {
    const limit = input.limit ?? 50
    const [after] = cursorParts(input.cursor, keyPart.id) ?? []
    const reach = scope.all
      ? null
      : {
          offices: scope.owners.office ?? [],
          districts: scope.owners.district ?? [],
          institutions: scope.owners.institution ?? [],
        }
    const rows = await listApprovalRows(reading.tx, input, reach, after, limit + 1)
    const today = dayInZone(reading.now, reading.ports.zone)
    return pageOf(
      rows,
      limit,
      (row) => [row.id],
      (row) => approvalView(reading, row, today),
    )
  },
})

export const readApproval = query({
  name: 'programme.readApproval',
  action: 'approval.read',
  async load(reading, input: { approvalId: string }) {
    const row = await findApproval(reading.tx, input.approvalId)
    return row ? { owners: approvalOwners(row), row } : undefined
  },
  reply: async (reading, _input, { row }) =>
    approvalView(reading, row, dayInZone(reading.now, reading.ports.zone)),
})
