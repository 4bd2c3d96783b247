import { ok } from '../../../kernel/result.ts'
import { command, query } from '../../../platform/perform.ts'
import { type CertificateRule, fallbackRule } from '../domain/certificate-rule.ts'
import { certificateEvents } from '../events.ts'
import { certificateRulesOf, officeOf, saveCertificateRule } from '../store/certificate-rules.ts'

export const certificateRules = query({
  name: 'certificates.readRules',
  action: 'certificate-rule.read',
  async load(reading, input: { programmeId: string }) {
    const office = await officeOf(reading.tx, input.programmeId)
    return office === undefined ? undefined : { owners: { office: [office] } }
  },
  async reply(reading, input, { owners }) {
    const rows = await certificateRulesOf(reading.tx, input.programmeId)
    return {
      items: rows.map(({ fromDay, setAt, ...rule }) => ({
        from: fromDay,
        ...rule,
        setAt: setAt.toISOString(),
      })),
      fallback: { ...fallbackRule },
      may: reading.may(owners, ['certificate-rule.set']),
    }
  },
})

/** Sets what classes beginning on a day or later earn. What has been issued stays as it was issued. */
export const setCertificateRule = command({
  name: 'certificates.setRule',
  action: 'certificate-rule.set',
  async load(unit, input: CertificateRule & { programmeId: string; from: string; basis: string }) {
    const office = await officeOf(unit.tx, input.programmeId)
    return office === undefined ? undefined : { owners: { office: [office] } }
  },
  async run(unit, input) {
    const { programmeId, from, withoutExam, notPassed, paper } = input
    const basis = input.basis.trim()
    await saveCertificateRule(
      unit.tx,
      { programmeId, fromDay: from, withoutExam, notPassed, paper, basis },
      unit.actor.accountId,
      unit.now,
    )
    await unit.emit({
      name: certificateEvents.ruleSet,
      subject: { kind: 'programme', id: programmeId },
      data: { from, withoutExam, notPassed, paper, basis },
    })
    return ok({})
  },
})
