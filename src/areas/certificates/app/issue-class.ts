import { systemActor } from '../../../access/index.ts'
import { ok } from '../../../kernel/result.ts'
import { command } from '../../../platform/perform.ts'
import type { Services } from '../../../platform/services.ts'
import { classServed } from '../events.ts'
import { findClass, issueCounts } from '../store/candidates.ts'
import { issueBatch } from './issue-batch.ts'

/** Job that issues what a closed class still owes, batch by batch. */
export const issueClassJob = 'certificates.issueClass'

/** Says that the class has been gone through: everybody who completed it has a certificate or a stated reason for having none. */
const announceServed = command({
  name: 'certificates.announceServed',
  action: 'certificate.issue',
  async load(unit, input: { classId: string }) {
    const one = await findClass(unit.tx, input.classId)
    return one ? { owners: {}, one } : undefined
  },
  async run(unit, input, { one }) {
    const { issued, held } = await issueCounts(unit.tx, one)
    await unit.emit(classServed(input.classId, { issued, held }))
    return ok({ issued, held })
  },
})

/**
 * Issues a closed class's certificates in batches, each a commit of its own (of `limit` at most): killed and begun again, it
 * goes on where it was.
 */
export const issueClass = async (
  services: Services,
  data: { readonly classId: string; readonly at: string; readonly limit?: number },
): Promise<void> => {
  const by = { actor: systemActor, requestId: `issue ${data.classId}` }
  for (let after = -1; ; ) {
    const batch = await services.perform(issueBatch, { ...data, after }, by)
    if (!batch.ok) throw new Error(`certificates of class ${data.classId}: ${batch.code}`)
    if (batch.value.done) break
    after = batch.value.last
  }
  await services.perform(announceServed, { classId: data.classId }, by)
}

/** The office tries again for those who were held: after a name, a scheme or a pack was put right. */
export const retryClass = command({
  name: 'certificates.retryClass',
  action: 'certificate.retry',
  async load(unit, input: { classId: string }) {
    const one = await findClass(unit.tx, input.classId)
    const closed = one?.state === 'closing' || one?.state === 'closed'
    return one && closed ? { owners: { institution: [one.institutionId] }, one } : undefined
  },
  async run(unit, input, { one }) {
    const at = unit.now.toISOString()
    await unit.enqueue({
      job: issueClassJob,
      lane: 'slow',
      data: { classId: input.classId, at },
      key: `issue ${input.classId}`,
    })
    return ok(await issueCounts(unit.tx, one))
  },
})
