import { cursorParts, keyPart, pageOf } from '../../../platform/page.ts'
import { listing, query } from '../../../platform/perform.ts'
import { batchesOf, batchRows, findBatch, verdictCounts } from '../store/batch-checks.ts'

type Batch = NonNullable<Awaited<ReturnType<typeof findBatch>>>

const shown = (batch: Batch) => ({
  id: batch.id,
  purpose: batch.purpose,
  fileName: batch.fileName,
  total: batch.total,
  done: batch.done,
  state: batch.state,
  createdAt: batch.createdAt.toISOString(),
})

/** Sheets of one's own organisation, the latest first; they are kept a week. */
export const batchChecks = query({
  name: 'certificates.batchChecks',
  action: 'certificate.check-batch',
  load: listing,
  async reply({ tx }, _input: object, _loaded, scope) {
    const mine = scope.all ? [] : (scope.owners.employer ?? [])
    return { items: (await batchesOf(tx, mine)).map(shown), next: null }
  },
})

export const readBatchCheck = query({
  name: 'certificates.readBatchCheck',
  action: 'certificate.check-batch',
  async load({ tx }, input: { batchId: string; cursor?: string | undefined; limit?: number | undefined }) {
    const batch = await findBatch(tx, input.batchId)
    return batch ? { owners: { employer: [batch.organisationId] }, batch } : undefined
  },
  async reply({ tx }, { batchId, cursor, limit = 100 }, { batch }) {
    const [after = 0] = cursorParts(cursor, keyPart.seat) ?? []
    const rows = await batchRows(tx, batchId, after, limit + 1)
    return {
      ...shown(batch),
      counts: await verdictCounts(tx, batchId),
      ...pageOf(
        rows,
        limit,
        ({ row }) => [row],
        (row) => row,
      ),
    }
  },
})
