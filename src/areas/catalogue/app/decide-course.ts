import { ok, refuse } from '../../../kernel/result.ts'
import { command, type Reading, type Unit } from '../../../platform/perform.ts'
import { statusAfter, succeeded, validityFaults } from '../domain/course-status.ts'
import { courseApproved, courseRefused, courseRetired, courseReturned, versionSucceeded } from '../events.ts'
import { setDecided, setSucceeded, type VersionRow } from '../store/versions.ts'
import { loadCourse } from './load-course.ts'

interface Decision {
  readonly courseId: string
  readonly versionId: string
  readonly decision: 'approve' | 'return' | 'refuse'
  readonly reason?: string | undefined
  readonly validFrom?: string | undefined
  readonly validTo?: string | undefined
}

/** The office decides the version it has read: into the catalogue with dates, back with reasons, or refused. */
export const decideCourse = command({
  name: 'catalogue.decideCourse',
  action: 'course.decide',
  load: (unit: Reading, input: Decision) => loadCourse(unit, input),
  async run(unit, input, { course, versions, open }) {
    const version = open ?? versions[0]
    if (!version) return refuse('not-found')
    const step = statusAfter(version.status, input.decision)
    if (!step.ok) return step
    if (version.id !== input.versionId) return refuse('course.other-version')
    const reason = input.reason?.trim() ?? ''
    const facts = { version: version.id, number: version.number, reason }
    if (input.decision !== 'approve') {
      if (reason === '')
        return refuse('course.reason-required', {}, [{ pointer: '/reason', code: 'request.required' }])
      await setDecided(
        unit.tx,
        version.id,
        { status: step.value, reason, validFrom: null, validTo: null, by: unit.actor.accountId },
        unit.now,
      )
      await unit.emit(
        input.decision === 'return' ? courseReturned(course.id, facts) : courseRefused(course.id, facts),
      )
      return ok({})
    }
    const faults = validityFaults(input)
    if (faults.length > 0 || input.validFrom === undefined || input.validTo === undefined)
      return refuse('course.dates', {}, faults)
    const validity = { validFrom: input.validFrom, validTo: input.validTo }
    await endEarlierVersions(unit, course.id, versions, version, validity.validFrom)
    await setDecided(
      unit.tx,
      version.id,
      { status: 'approved', reason, ...validity, by: unit.actor.accountId },
      unit.now,
    )
    await unit.emit(courseApproved(course.id, { ...facts, ...validity }))
    return ok({})
  },
})

const endEarlierVersions = async (
  unit: Unit,
  courseId: string,
  versions: readonly VersionRow[],
  newer: VersionRow,
  validFrom: string,
): Promise<void> => {
  for (const listed of versions) {
    if (listed.status !== 'approved' || listed.validFrom === null || listed.validTo === null) continue
    const after = succeeded({ validFrom: listed.validFrom, validTo: listed.validTo }, validFrom)
    if (after.status === 'approved' && after.validTo === listed.validTo) continue
    await setSucceeded(unit.tx, listed.id, after.status, after.validTo, unit.now)
    const facts = {
      version: listed.id,
      number: listed.number,
      by: newer.number,
      validTo: after.validTo,
      retired: after.status === 'retired',
    }
    await unit.emit(versionSucceeded(courseId, facts))
  }
}

/** Takes a course out of the catalogue; classes already filed go on, and the version stays readable. */
export const retireCourse = command({
  name: 'catalogue.retireCourse',
  action: 'course.retire',
  load: (unit: Reading, input: { courseId: string; reason: string }) => loadCourse(unit, input),
  async run(unit, input, { course, versions }) {
    const listed = versions.filter((version) => version.status === 'approved')
    const newest = versions[0]
    if (!newest) return refuse('not-found')
    if (listed.length === 0) return refuse(`course.${newest.status}`)
    for (const version of listed) {
      await setSucceeded(unit.tx, version.id, 'retired', version.validTo, unit.now)
      await unit.emit(
        courseRetired(course.id, { version: version.id, number: version.number, reason: input.reason }),
      )
    }
    return ok({})
  },
})
