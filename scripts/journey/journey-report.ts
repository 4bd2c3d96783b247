import { until, type JourneyClient } from './journey-client.ts'
import type { Enrolled } from './enrol-roster.ts'

export interface CertificateRow {
  readonly row: number
  readonly number: string
  readonly holder: string
  readonly verifyUrl: string
}

export interface LedgerRow {
  readonly row: number
  readonly holder: string
  readonly year: string
  readonly minutes: number
  readonly required: number
  readonly met: boolean
}

/** Certificates of the class as soon as all are made, in the order of the roster. */
export const collectCertificates = async (
  office: JourneyClient,
  baseUrl: string,
  classId: string,
  enrolled: readonly Enrolled[],
  expected: number,
): Promise<CertificateRow[]> => {
  const list = () =>
    office.all<{ number: string; personId: string; holder: string }>(
      `/api/v1/certificates?classId=${classId}&limit=200`,
    )
  const issued = await until(list, (items) => items.length >= expected, 120, `${expected} certificates`)
  return enrolled.flatMap((person) => {
    const certificate = issued.find((one) => one.personId === person.personId)
    return certificate
      ? [
          {
            row: person.row,
            number: certificate.number,
            holder: certificate.holder,
            verifyUrl: `${baseUrl}/verify/${certificate.number}`,
          },
        ]
      : []
  })
}

interface RecordReply {
  readonly year: string
  readonly standing: string
  readonly activities: readonly {
    readonly id: string
    readonly title: string
    readonly counted: readonly { readonly entryId: string | null }[]
  }[]
  readonly lines: readonly {
    readonly measure: string
    readonly requiredMinutes: number | null
    readonly countedMinutes: number | null
  }[]
}

/**
 * Hours of the year in the ledger for everybody of the roster, once what those who passed did in this very class stands on
 * their record: with the entries it counts by, or, where it does not count (two classes at one hour), with none.
 */
export const collectLedger = async (
  office: JourneyClient,
  course: string,
  year: string,
  enrolled: readonly Enrolled[],
  earning: ReadonlySet<string>,
): Promise<LedgerRow[]> => {
  const rows: LedgerRow[] = []
  for (const person of enrolled) {
    const path = `/api/v1/people/${person.personId}`
    const own = (reply: RecordReply) => reply.activities.find((one) => one.title.includes(course))
    const record = await until(
      () => office.get<RecordReply>(`${path}/record?year=${year}`),
      (reply) =>
        !earning.has(person.personId) ||
        own(reply)?.counted.every(({ entryId }) => entryId !== null) === true,
      60,
      `hours of row ${person.row} for ${course}`,
    )
    const entries = await office.get<{ items: { minutes: number | null }[] }>(`${path}/ledger?year=${year}`)
    const hours = record.lines.find((line) => line.measure === 'hours')
    rows.push({
      row: person.row,
      holder: person.holder,
      year,
      minutes: entries.items.reduce((sum, entry) => sum + (entry.minutes ?? 0), 0),
      required: hours?.requiredMinutes ?? 0,
      met: record.standing === 'met',
    })
  }
  return rows
}

/** The public page of each certificate says that it is valid, to somebody who is not signed in. */
export const checkPublicly = async (certificates: readonly CertificateRow[]): Promise<void> => {
  for (const certificate of certificates) {
    const reply = await fetch(certificate.verifyUrl, { headers: { accept: 'application/json' } })
    const body = (await reply.json()) as { status: string; holderMasked?: string }
    if (reply.status !== 200 || body.status !== 'valid')
      throw new Error(`${certificate.verifyUrl} says ${reply.status} ${body.status}`)
    if (body.holderMasked === certificate.holder)
      throw new Error(`${certificate.verifyUrl} tells the whole name`)
  }
}
