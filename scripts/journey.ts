import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { dayInZone } from '../src/kernel/calendar.ts'
import { exitCodeOf, exitCodes } from '../src/main/exit.ts'
import { EnvironmentError } from '../src/platform/environment-error.ts'
import { enrolRoster, type RefusedRow } from './journey/enrol-roster.ts'
import { journeyClient, type JourneyClient, type SignIn } from './journey/journey-client.ts'
import {
  checkPublicly,
  collectCertificates,
  collectLedger,
  type CertificateRow,
  type LedgerRow,
} from './journey/journey-report.ts'
import { prepareClass } from './journey/prepare-class.ts'
import { rightAnswers } from './journey/right-answers.ts'
import { sitExam } from './journey/sit-exam.ts'

/**
 * Plays the main job over the API with the demo sign-ins: course, class, roster, attendance, exam, closing, certificates,
 * ledger, public check. Only operations of /openapi.json; each run makes its own course, class, room and teacher.
 */
const usage = 'npm run journey -- --base-url URL --roster FILE --questions FILE [--sign-ins FILE] [--json]'

interface JourneyResult {
  accepted: number
  certificates: CertificateRow[]
  ledger: LedgerRow[]
  refused: (RefusedRow & { file: string })[]
  steps: { step: string; ms: number }[]
}

const main = async (): Promise<number> => {
  const options = readOptions()
  if (!options) {
    console.error(usage)
    return exitCodes.usage
  }
  const result: JourneyResult = { accepted: 0, certificates: [], ledger: [], refused: [], steps: [] }
  try {
    await walk(options, result)
  } catch (error) {
    if (options.json) console.log(JSON.stringify(result))
    // Where the machine stands in the way it says so; a refusal or a missing certificate is the answer no.
    if (error instanceof EnvironmentError) return exitCodeOf(error)
    console.error(error instanceof Error ? error.message : error)
    return exitCodes.no
  }
  if (options.json) console.log(JSON.stringify(result))
  else tell(result)
  return exitCodes.done
}

interface Options {
  readonly baseUrl: string
  readonly roster: string
  readonly questions: string
  readonly signIns: string | undefined
  readonly json: boolean
}

const readOptions = (): Options | undefined => {
  try {
    const { values } = parseArgs({
      options: {
        'base-url': { type: 'string' },
        roster: { type: 'string' },
        questions: { type: 'string' },
        'sign-ins': { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const { 'base-url': baseUrl, roster, questions } = values
    if (!baseUrl || !roster || !questions || !/^https?:/.test(new URL(baseUrl).protocol)) return undefined
    return {
      baseUrl: baseUrl.replace(/\/$/, ''),
      roster,
      questions,
      signIns: values['sign-ins'],
      json: values.json,
    }
  } catch {
    return undefined
  }
}

const walk = async (options: Options, result: JourneyResult): Promise<void> => {
  const step = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const began = performance.now()
    const done = await work()
    result.steps.push({ step: name, ms: Math.round(performance.now() - began) })
    return done
  }
  const [roster, questions] = [await fileOf(options.roster), await fileOf(options.questions)]
  const signIns = await demoSignIns(options)
  const office = await step('office signs in', () => signedIn(options, signIns, 'office'))
  const institution = await step('institution signs in', () => signedIn(options, signIns, 'institution'))
  const institutionId = institution.organisationId
  const tag = `主线${new Date().toISOString().replace(/\D/g, '').slice(2, 17)}`
  const prepared = await step('course approved, class filed', () =>
    prepareClass(office.client, institution.client, institutionId, tag),
  )
  const { enrolled, refused } = await step('roster previewed and applied', () =>
    enrolRoster(institution.client, prepared.classId, roster.filename, roster.content),
  )
  result.accepted = enrolled.length
  result.refused.push(...refused.map((row) => ({ file: roster.filename, ...row })))
  if (enrolled.length < 2)
    throw new Error(`the roster has ${enrolled.length} accepted rows; the journey needs two`)
  const [halfThere, failing] = enrolled.slice(-2) as [(typeof enrolled)[0], (typeof enrolled)[0]]
  await step('attendance confirmed', () =>
    confirmAttendance(institution.client, prepared.sessionIds, halfThere.enrolmentId),
  )
  const exam = await step('exam taken and released', async () =>
    sitExam(office.client, {
      baseUrl: options.baseUrl,
      programmeId: prepared.programmeId,
      classId: prepared.classId,
      questions,
      right: await rightAnswers(questions.content, questions.filename),
      failing: new Set([failing.personId]),
    }),
  )
  result.refused.push(...exam.refused.map((row) => ({ file: questions.filename, ...row })))
  await step('class closed', () =>
    institution.client.post(`/api/v1/classes/${prepared.classId}/close`, {
      filingNumber: prepared.filingNumber,
    }),
  )
  const earning = new Set(enrolled.slice(0, -2).map((person) => person.personId))
  result.certificates = await step('certificates issued', () =>
    collectCertificates(office.client, options.baseUrl, prepared.classId, enrolled, earning.size),
  )
  const year = dayInZone(new Date(), 'Asia/Shanghai').slice(0, 4)
  result.ledger = await step('hours registered', () =>
    collectLedger(office.client, tag, year, enrolled, earning),
  )
  await step('certificates checked in public', () => checkPublicly(result.certificates))
  if (result.certificates.length !== enrolled.length - 2)
    throw new Error(`${result.certificates.length} certificates for ${enrolled.length} accepted rows`)
}

const fileOf = async (path: string): Promise<{ filename: string; content: Uint8Array<ArrayBuffer> }> => ({
  filename: basename(path),
  content: new Uint8Array(await contentOf(path)),
})

const contentOf = (path: string): Promise<Buffer> =>
  readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new EnvironmentError('file.unreadable', { file: path, reason: error.code ?? error.message })
  })

const demoSignIns = async (options: Options): Promise<SignIn[]> => {
  if (options.signIns) return JSON.parse((await contentOf(options.signIns)).toString()) as SignIn[]
  const { signIns } = await journeyClient(options.baseUrl).get<{ signIns: SignIn[] }>('/api/v1/demo')
  if (signIns.length === 0)
    throw new Error(
      'this server tells no demo sign-ins; give them with --sign-ins FILE (npx zhixin demo --list --json)',
    )
  return signIns
}

const signedIn = async (
  options: Options,
  signIns: readonly SignIn[],
  role: string,
): Promise<{ client: JourneyClient; organisationId: string }> => {
  const who = signIns.find((one) => one.role === role)
  if (!who) throw new Error(`no demo sign-in for the role ${role}`)
  const client = journeyClient(options.baseUrl)
  const session = await client.signIn(who)
  return { client, organisationId: session.roles[0]?.organisationId ?? '' }
}

/** Everybody attends everything, but one person only the first half of the sessions. */
const confirmAttendance = async (
  institution: JourneyClient,
  sessionIds: readonly string[],
  halfThere: string,
): Promise<void> => {
  for (const [index, sessionId] of sessionIds.entries()) {
    const exceptions = index >= sessionIds.length / 2 ? [{ enrolmentId: halfThere, status: 'absent' }] : []
    await institution.post(`/api/v1/class-sessions/${sessionId}/attendance/confirm`, { exceptions })
  }
}

const tell = (result: JourneyResult): void => {
  for (const { step, ms } of result.steps) console.log(`${String(ms).padStart(7)} ms  ${step}`)
  console.log(
    `${result.accepted} accepted, ${result.refused.length} refused, ${result.certificates.length} certificates`,
  )
  for (const row of result.refused) console.log(`  ${row.file} row ${row.row} ${row.column}: ${row.code}`)
  for (const certificate of result.certificates.slice(0, 3)) console.log(`  ${certificate.verifyUrl}`)
}

process.exit(await main())
