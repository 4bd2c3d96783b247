import { basename } from 'node:path'
import { readFile } from 'node:fs/promises'
import { enrolRoster } from '../../scripts/journey/enrol-roster.ts'
import { journeyClient, type JourneyClient, type SignIn } from '../../scripts/journey/journey-client.ts'
import { prepareClass } from '../../scripts/journey/prepare-class.ts'
import { answer, openSitting, takeSeat } from '../../scripts/journey/sit-exam.ts'
import { acknowledge } from '../../src/kernel/exam-journal/writer.ts'

/** What the server said it has: the hashes of a candidate's answers in order, a sheet by its number. */
export interface Acknowledged {
  readonly answers: Map<string, string[]>
  readonly sheets: { session: string; revision: number; absent: string }[]
}

export interface WorkUnderWay {
  readonly acknowledged: Acknowledged
  /** Works until the server is gone; ends then. */
  readonly ended: Promise<unknown>
}

/** A class whose people sit an exam, each answering one question after another, while its teacher saves attendance over and over. */
export const workUnderWay = async (
  baseUrl: string,
  files: { readonly roster: string; readonly questions: string },
): Promise<WorkUnderWay> => {
  const { signIns } = await journeyClient(baseUrl).get<{ signIns: SignIn[] }>('/api/v1/demo')
  const [office, institution] = [
    await signedIn(baseUrl, signIns, 'office'),
    await signedIn(baseUrl, signIns, 'institution'),
  ]
  const prepared = await prepareClass(
    office.client,
    institution.client,
    institution.organisationId,
    `断电${Date.now()}`,
  )
  const [roster, questions] = [await fileOf(files.roster), await fileOf(files.questions)]
  const { enrolled } = await enrolRoster(
    institution.client,
    prepared.classId,
    roster.filename,
    roster.content,
  )
  const { programmeId, classId, sessionIds } = prepared
  const { tickets } = await openSitting(office.client, { programmeId, classId, questions })
  const acknowledged: Acknowledged = { answers: new Map(), sheets: [] }
  const seats = await Promise.all(tickets.map((ticket) => takeSeat(baseUrl, ticket)))
  const people = enrolled.map(({ enrolmentId }) => enrolmentId)
  const work = [
    ...seats.map((seat) => answering(seat, acknowledged.answers)),
    savingSheets(institution.client, sessionIds[0] ?? '', people, acknowledged.sheets),
  ]
  return { acknowledged, ended: Promise.allSettled(work) }
}

/** Each answer waits for its receipt before the next; only a receipt puts it down as acknowledged. */
const answering = async (
  { attemptId, atSeat, started, journal: opened }: Awaited<ReturnType<typeof takeSeat>>,
  answers: Acknowledged['answers'],
): Promise<never> => {
  const received: string[] = []
  answers.set(attemptId, received)
  let journal = opened
  for (let turn = 0; ; turn += 1) {
    const question = started.questions[turn % started.questions.length]
    const option = question?.options[turn % question.options.length]
    journal = answer(journal, question?.slot ?? '', option ? [option.id] : [])
    const { acked } = await atSeat<{ acked: number }>('/events', {
      epoch: started.epoch,
      events: journal.tail,
    })
    received.push(...journal.tail.filter(({ seq }) => seq <= acked).map(({ hash }) => hash))
    journal = acknowledge(journal, acked)
  }
}

const savingSheets = async (
  institution: JourneyClient,
  session: string,
  people: readonly string[],
  sheets: Acknowledged['sheets'],
): Promise<never> => {
  for (let turn = 0; ; turn += 1) {
    const absent = people[turn % people.length] ?? ''
    const exceptions = [{ enrolmentId: absent, status: 'absent' }]
    const { revision } = await institution.put<{ revision: number }>(
      `/api/v1/class-sessions/${session}/attendance`,
      { exceptions },
    )
    sheets.push({ session, revision, absent })
  }
}

const signedIn = async (baseUrl: string, signIns: readonly SignIn[], role: string) => {
  const who = signIns.find((one) => one.role === role)
  if (!who) throw new Error(`no demo sign-in for the role ${role}`)
  const client = journeyClient(baseUrl)
  const { roles } = await client.signIn(who)
  return { client, organisationId: roles[0]?.organisationId ?? '' }
}

const fileOf = async (path: string) => ({
  filename: basename(path),
  content: new Uint8Array(await readFile(path)),
})
