import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { arrangeSitting, examinedClass, type ArrangedSitting } from '../../src/areas/exams/exam-fixtures.ts'
import { testHouse, type Client } from '../house.ts'
import { databaseOf, openExamMachine, openExamRoom, type ExamMachine, type ExamRoom } from './exam-room.ts'

/** Somebody who sits the exam. */
export interface Candidate {
  readonly client: Client
  readonly attemptId: string
}

/**
 * An exam room for the tests of one file, with a sitting for so many people and the office beside the servers on the same
 * database. What a test does to the network and the machines it opens is undone after it.
 */
export const staffedRoom = (people: number) => {
  let opened: { room: ExamRoom; office: Client; sitting: ArrangedSitting; people: readonly string[] } | null =
    null
  let room: ExamRoom | null = null
  const machines: ExamMachine[] = []
  const signedIn = new Map<number, Promise<Client>>()
  const theRoom = (): ExamRoom => {
    if (!room) throw new Error('the room opens before the tests')
    return room
  }
  const all = () => {
    if (!opened) throw new Error('the sitting is arranged before the tests')
    return opened
  }
  beforeAll(async () => {
    room = await openExamRoom()
  }, 600_000)
  const house = testHouse({
    worker: false,
    besides: {
      database: databaseOf(theRoom),
      get keys() {
        return theRoom().keys
      },
      get now() {
        return new Date()
      },
    },
  })
  beforeAll(async () => {
    const one = await examinedClass(house, people)
    const office = await house.client([{ role: 'office', organisationId: one.officeId }])
    const sitting = await arrangeSitting(house, office, one)
    opened = { room: theRoom(), office, sitting, people: one.people }
  })
  afterEach(async () => {
    theRoom().cut(false)
    for (const machine of machines.splice(0)) await machine.close()
  })
  afterAll(async () => {
    await room?.close()
  }, 60_000)

  return {
    room: theRoom,
    office: (): Client => all().office,
    sittingId: (): string => all().sitting.sittingId,
    async machine(): Promise<ExamMachine> {
      const machine = await openExamMachine()
      machines.push(machine)
      return machine
    },
    /** By their place in the class list. Signed in once: a test that is tried again goes on with the same person. */
    async candidate(at: number): Promise<Candidate> {
      const { people, sitting } = all()
      const personId = people[at] ?? ''
      const attempt = sitting.attempts.find((one) => one.personId === personId)
      const client = signedIn.get(at) ?? house.client([], personId)
      signedIn.set(at, client)
      return { client: await client, attemptId: attempt?.attemptId ?? '' }
    },
    /** A page of somebody at a machine. */
    async pageAt(machine: ExamMachine, client: Client, path: string): Promise<Page> {
      const url = theRoom().baseUrl
      const context = await machine.browser()
      await context.addCookies([
        { name: 'zhixin_session', value: client.cookies['zhixin_session'] ?? '', url },
      ])
      const page = await context.newPage()
      page.setDefaultTimeout(20_000)
      await page.goto(`${url}${path}`)
      return page
    },
  }
}

/** A record of an attempt's journal, as its candidate reads it. */
interface Recorded {
  readonly epoch: number
  readonly seq: number
  readonly type: string
  readonly body: object | null
  readonly counts: boolean
  readonly receivedAt: string
}
export const journalOf = async ({ client, attemptId }: Candidate): Promise<Recorded[]> =>
  (await client.call('GET', `/api/v1/attempts/${attemptId}/journal`)).body.items
