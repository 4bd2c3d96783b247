import { ok, refuse } from '../../../kernel/result.ts'
import { command, query } from '../../../platform/perform.ts'
import { fallbackShare, type Share } from '../domain/completion.ts'
import { attendanceRulesOf, officeOf, saveAttendanceRule } from '../store/attendance-rules.ts'

export const attendanceRules = query({
  name: 'training.readAttendanceRules',
  action: 'attendance-rule.read',
  async load(reading, input: { programmeId: string }) {
    const office = await officeOf(reading.tx, input.programmeId)
    return office === undefined ? undefined : { owners: { office: [office] } }
  },
  async reply(reading, input, { owners }) {
    const rows = await attendanceRulesOf(reading.tx, input.programmeId)
    return {
      items: rows.map((row) => ({
        from: row.fromDay,
        share: { numerator: row.numerator, denominator: row.denominator },
        basis: row.basis,
        setAt: row.setAt.toISOString(),
      })),
      fallback: fallbackShare,
      may: reading.may(owners, ['attendance-rule.set']),
    }
  },
})

/** Sets the share for classes filed from now on that begin on a day or later; a class filed keeps the share it was filed with. */
export const setAttendanceRule = command({
  name: 'training.setAttendanceRule',
  action: 'attendance-rule.set',
  async load(unit, input: { programmeId: string; from: string; share: Share; basis: string }) {
    const office = await officeOf(unit.tx, input.programmeId)
    return office === undefined ? undefined : { owners: { office: [office] } }
  },
  async run(unit, input) {
    const { numerator, denominator } = input.share
    if (numerator > denominator) return refuse('attendance-rule.share')
    const rule = {
      programmeId: input.programmeId,
      fromDay: input.from,
      numerator,
      denominator,
      basis: input.basis.trim(),
    }
    await saveAttendanceRule(unit.tx, rule, unit.actor.accountId, unit.now)
    await unit.emit({
      name: 'training.attendanceRuleSet',
      subject: { kind: 'programme', id: input.programmeId },
      data: { from: input.from, numerator, denominator, basis: rule.basis },
    })
    return ok({})
  },
})
