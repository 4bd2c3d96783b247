import { randomInt } from 'node:crypto'
import { dayInZone } from '../../../kernel/calendar.ts'
import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command, query, type Unit } from '../../../platform/perform.ts'
import { isShare, type GradeBand, type Share } from '../domain/grading.ts'
import { permutationHash, permute } from '../domain/paper.ts'
import { drawApart, seating, type GivenSeat } from '../domain/seating.ts'
import { checkTimes } from '../domain/sitting.ts'
import { sittingCreated } from '../events.ts'
import { registerHash } from '../domain/register.ts'
import {
  countCandidates,
  countPeople,
  insertCandidates,
  peopleToExamine,
  registerOfSitting,
} from '../store/candidates.ts'
import { findPaper, paperQuestions } from '../store/papers.ts'
import {
  findExaminedClass,
  insertSitting,
  organisationOfRoom,
  passMarkOf,
  siteHasRoom,
} from '../store/sittings.ts'
import { roomsById, roomsOfSite, roomsOfSitting, takenSeats, type RoomRow } from '../store/rooms.ts'
import { digest } from './digest.ts'

export interface SittingToCreate {
  readonly classId: string
  readonly paperId: string
  readonly title?: string | undefined
  readonly siteId?: string | undefined
  readonly roomId?: string | undefined
  /** Rooms the candidates are spread over; `roomId`, or all rooms of the site, when left out. */
  readonly roomIds?: readonly string[] | undefined
  readonly opensAt: string
  readonly entryUntil?: string | undefined
  readonly closesAt: string
  readonly durationMinutes: number
  readonly passMark?: Share | undefined
  readonly leaveAfterMinutes?: number | undefined
  readonly configKeys?: readonly string[] | undefined
  readonly bands?: readonly GradeBand[] | undefined
}

/** Arranges a sitting for a class and makes everybody's attempt, question and option order written out, long before the start. */
export const createSitting = command({
  name: 'exams.createSitting',
  action: 'exam.arrange',
  async load(unit, input: SittingToCreate) {
    const examined = await findExaminedClass(unit.tx, input.classId)
    return examined
      ? { owners: { office: [examined.officeId], institution: [examined.institutionId] }, examined }
      : undefined
  },
  async run(unit, input, { examined }) {
    if (examined.state === 'closing' || examined.state === 'closed' || examined.state === 'cancelled')
      return refuse('exam.class-closed')
    const paper = await findPaper(unit.tx, input.paperId)
    if (paper?.programmeId !== examined.programmeId)
      return refuse('exam.paper-unknown', {}, [{ pointer: '/paperId', code: 'exam.paper-unknown' }])
    const several = await roomsById(unit.tx, input.roomIds ?? [])
    const site = input.siteId ?? several[0]?.organisationId
    const strange =
      several.length < (input.roomIds?.length ?? 0) || several.some((room) => room.organisationId !== site)
    if (strange || !(await siteHasRoom(unit.tx, site, input.roomId)))
      return refuse('exam.site-unknown', {}, [{ pointer: '/siteId', code: 'exam.site-unknown' }])
    const passRule = { passMark: input.passMark ?? passMarkOf(examined), bands: [...(input.bands ?? [])] }
    if (!isShare(passRule.passMark) || passRule.bands.some((band) => !isShare(band.atLeast)))
      return refuse('exam.pass-mark')
    const [opensAt, closesAt] = [new Date(input.opensAt), new Date(input.closesAt)]
    const entryUntil = input.entryUntil ? new Date(input.entryUntil) : closesAt
    const times = {
      opensAt: opensAt.getTime(),
      entryUntil: entryUntil.getTime(),
      closesAt: closesAt.getTime(),
      durationMinutes: input.durationMinutes,
    }
    const checked = checkTimes(times, unit.now.getTime())
    if (!checked.ok) return checked
    const sitting = {
      id: newId(),
      programmeId: examined.programmeId,
      classId: examined.id,
      paperId: paper.id,
      title: input.title ?? examined.name,
      siteId: site ?? (input.roomId ? await organisationOfRoom(unit.tx, input.roomId) : null),
      roomId: input.roomId ?? (several.length === 1 ? (several[0]?.id ?? null) : null),
      opensAt,
      entryUntil,
      closesAt,
      durationMinutes: input.durationMinutes,
      passRule,
      leaveAfterMinutes: input.leaveAfterMinutes ?? null,
      configKeys: [...(input.configKeys ?? [])].map((key) => key.toLowerCase()),
    }
    const number = await insertSitting(unit.tx, sitting, unit.actor.accountId, unit.now)
    const { added: candidates, register } = await registerFromClass(unit, { ...sitting, number }, several)
    if (candidates === 0) return refuse('exam.no-candidates')
    await unit.emit(
      sittingCreated(sitting.id, {
        class: examined.id,
        paper: paper.id,
        hash: paper.hash,
        candidates,
        register,
        opensAt: opensAt.toISOString(),
        entryUntil: entryUntil.toISOString(),
        closesAt: closesAt.toISOString(),
        durationMinutes: input.durationMinutes,
        passMark: { ...passRule.passMark },
        bands: passRule.bands.map((band) => ({ ...band, atLeast: { ...band.atLeast } })),
      }),
    )
    return ok({ sittingId: sitting.id, candidates })
  },
})

/** What the exam of a class must be: how many sit it, and what its course and programme ask. */
export const readArrangement = query({
  name: 'exams.readArrangement',
  action: 'exam.read',
  async load(reading, input: { classId: string }) {
    const examined = await findExaminedClass(reading.tx, input.classId)
    return examined
      ? { owners: { office: [examined.officeId], institution: [examined.institutionId] }, examined }
      : undefined
  },
  async reply(reading, _input, { owners, examined }) {
    return {
      classId: examined.id,
      className: examined.name,
      classNameEn: examined.nameEn,
      programmeId: examined.programmeId,
      people: await countPeople(reading.tx, examined.id),
      durationMinutes: examined.examSpec?.durationMinutes ?? null,
      questions: examined.examSpec?.questions ?? null,
      passMark: passMarkOf(examined),
      zone: reading.ports.zone,
      may: reading.may(owners, ['exam.arrange']),
    }
  },
})

/** Registers everybody of the class who is not a candidate yet; answers how many were added, and the hash of the register they are in. */
export const registerFromClass = async (
  unit: Unit,
  sitting: {
    id: string
    number: number
    classId: string
    paperId: string
    opensAt: Date
    siteId: string | null
    roomId: string | null
  },
  asked: readonly RoomRow[] = [],
): Promise<{ added: number; register: string }> => {
  const [people, already] = [
    await peopleToExamine(unit.tx, sitting.classId, sitting.id),
    await countCandidates(unit.tx, sitting.id),
  ]
  const [paper, questions] = [
    await findPaper(unit.tx, sitting.paperId),
    await paperQuestions(unit.tx, sitting.paperId),
  ]
  if (!paper) throw new Error(`sitting ${sitting.id} has no paper`)
  const taken = await takenSeats(unit.tx, sitting.id)
  const places = await seatsFor(unit, sitting, asked, people.length, taken)
  const orders = drawApart(places, taken, () => {
    const permutation = permute(questions, (bound) => randomInt(bound))
    return { permutation, hash: permutationHash(paper.hash, permutation, digest) }
  })
  const year = dayInZone(sitting.opensAt, unit.ports.zone).slice(0, 4)
  const candidates = people.map((personId, at) => {
    const order = orders[at]
    if (!order) throw new Error('a candidate without an order')
    return {
      candidateId: newId(),
      attemptId: newId(),
      personId,
      ticketNumber: `${year}${String(sitting.number).padStart(5, '0')}${String(already + at + 1).padStart(4, '0')}`,
      permutation: JSON.stringify(order.permutation),
      permutationHash: order.hash,
      roomId: places[at]?.roomId ?? null,
      seat: places[at]?.seat ?? null,
    }
  })
  await insertCandidates(unit.tx, sitting, candidates, unit.now)
  return {
    added: candidates.length,
    register: registerHash(await registerOfSitting(unit.tx, sitting.id), digest),
  }
}

/** Seats for so many more candidates: in the rooms asked for or used already, else the sitting's room, else as many of its site's as are needed. */
const seatsFor = async (
  unit: Unit,
  sitting: { id: string; siteId: string | null; roomId: string | null },
  asked: readonly RoomRow[],
  count: number,
  taken: Awaited<ReturnType<typeof takenSeats>>,
): Promise<readonly (GivenSeat | null)[]> => {
  const open = (room: RoomRow) => ({
    roomId: room.id,
    seats: room.seats,
    taken: new Set(taken.filter((one) => one.roomId === room.id).map((one) => one.seat)),
  })
  const named = sitting.roomId ? await roomsById(unit.tx, [sitting.roomId]) : []
  const used = asked.length > 0 ? asked : await roomsOfSitting(unit.tx, sitting.id)
  const rooms = (used.length > 0 ? used : named).map(open)
  const others =
    asked.length > 0 || named.length > 0 || !sitting.siteId ? [] : await roomsOfSite(unit.tx, sitting.siteId)
  const free = () => rooms.reduce((sum, room) => sum + room.seats - room.taken.size, 0)
  for (const room of others) {
    if (free() >= count) break
    if (!rooms.some((one) => one.roomId === room.id)) rooms.push(open(room))
  }
  return seating(count, rooms, (bound) => randomInt(bound))
}
