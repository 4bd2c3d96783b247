import { dayInZone } from '../../../kernel/calendar.ts'
import { ok } from '../../../kernel/result.ts'
import { undrawable } from '../../../kernel/undrawable.ts'
import { command, type Unit } from '../../../platform/perform.ts'
import { registeredPack } from '../../ledger/index.ts'
import { earnedType } from '../domain/certificate-rule.ts'
import { type CertificateFacts, printedTexts } from '../domain/content.ts'
import { certificateEvents } from '../events.ts'
import {
  clearHolds,
  type ClassRow,
  type Decided,
  findClass,
  type Hold,
  lockIssuing,
  withoutCertificate,
  writeHolds,
} from '../store/candidates.ts'
import { ofNoClosing } from '../store/certificates.ts'
import { factsOfClass } from './freeze.ts'
import { makeCertificates } from './make-certificates.ts'

/** Certificates made per transaction: enough that what each costs once is little, and few enough that a killed worker repeats a second's work and others wait no longer for the log. */
const perCommit = 2_000

export interface BatchToIssue {
  readonly classId: string
  /** Instant whose day, in the programme's zone, is printed as the day of issue. */
  readonly at: string
  /** Seat after which to go on; the last batch told it. */
  readonly after: number
  /** Most to be made in this commit. */
  readonly limit?: number
}

/**
 * Issues the next certificates of a closed class: numbers, freezes, signs and logs them, all or none. Enrolments that
 * have theirs are passed over, so a repeated or resumed job issues nothing twice. Who cannot get one yet (a name that
 * cannot be printed) is held with the reason and holds up nobody else.
 */
export const issueBatch = command({
  name: 'certificates.issueBatch',
  action: 'certificate.issue',
  constraints: { certificate_pkey: 'certificate.number-taken' },
  async load(unit, input: BatchToIssue) {
    await lockIssuing(unit.tx, input.classId)
    const one = await findClass(unit.tx, input.classId)
    return one ? { owners: { institution: [one.institutionId] }, one } : undefined
  },
  async run(unit, input, { one }) {
    const limit = input.limit ?? perCommit
    const found = await withoutCertificate(unit.tx, input.classId, input.after, limit)
    const last = found.at(-1)?.position ?? input.after
    const done = found.length < limit
    const people = found.flatMap((person): Earner[] => {
      const type = earnedType(person, one.hasExam, one.rule)
      return type === undefined ? [] : [{ ...person, type }]
    })
    if (people.length === 0) return ok({ done, last, issued: 0, held: 0 })
    const judged = await judge(unit, one, people)
    await writeHolds(unit.tx, judged.holds, unit.now)
    await issue(unit, one, judged.fit, dayInZone(new Date(input.at), one.zone))
    return ok({ done, last, issued: judged.fit.length, held: judged.holds.length })
  },
})

interface Earner extends Decided {
  readonly type: 'pass' | 'attendance'
}

interface Fit {
  readonly person: Earner
  readonly facts: CertificateFacts
}

/** Parts those who can be given a certificate from those who must wait, with what they wait for. */
const judge = async (
  unit: Unit,
  one: ClassRow,
  people: readonly Earner[],
): Promise<{ fit: Fit[]; holds: Hold[] }> => {
  const hold = (person: Earner, code: string, params: Hold['params'] = {}): Hold => ({
    enrolmentId: person.enrolmentId,
    classId: one.classId,
    personId: person.personId,
    code,
    params,
  })
  const pack = await registeredPack(unit.tx, one.rulePack)
  if (!pack?.unit)
    return {
      fit: [],
      holds: people.map((person) => hold(person, 'ledger.pack-missing', { pack: one.rulePack })),
    }
  const [fit, holds]: [Fit[], Hold[]] = [[], []]
  const factsOf = factsOfClass(one, pack)
  // Most of what is printed, a class's certificates have in common.
  const drawable = new Set<string>()
  for (const person of people) {
    const facts = factsOf(person.type, person)
    const missing = printedTexts(facts).find(({ text }) => {
      if (drawable.has(text)) return false
      if (undrawable(text).length > 0) return true
      drawable.add(text)
      return false
    })
    if (missing)
      holds.push(
        hold(person, 'certificate.glyph-missing', {
          characters: undrawable(missing.text).join(' '),
          where: missing.pointer,
        }),
      )
    else fit.push({ person, facts })
  }
  return { fit, holds }
}

const issue = async (unit: Unit, one: ClassRow, fit: readonly Fit[], issuedOn: string): Promise<void> => {
  if (fit.length === 0) return
  const { programmeId, classId, institutionId } = one
  const certificates: { number: string; enrolment: string; person: string }[] = []
  for (const type of ['pass', 'attendance'] as const) {
    const ofType = fit.filter(({ person }) => person.type === type)
    const made = await makeCertificates(
      unit,
      one,
      issuedOn,
      ofType.map(({ facts, person: { enrolmentId, personId, employerId } }) => ({
        facts,
        belongs: { ...ofNoClosing, programmeId, classId, enrolmentId, personId, institutionId, employerId },
      })),
    )
    certificates.push(
      ...made.map(({ number }, place) => {
        const { person } = ofType[place] as Fit
        return { number, enrolment: person.enrolmentId, person: person.personId }
      }),
    )
  }
  await clearHolds(
    unit.tx,
    fit.map(({ person }) => person.enrolmentId),
  )
  await unit.emit({
    name: certificateEvents.certificatesIssued,
    subject: { kind: 'class', id: classId },
    data: { certificates },
  })
}
