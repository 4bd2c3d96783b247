import { until, type JourneyClient } from './journey-client.ts'

export interface Enrolled {
  readonly row: number
  readonly enrolmentId: string
  readonly personId: string
  readonly holder: string
}

export interface RefusedRow {
  readonly row: number
  readonly column: string
  readonly code: string
  readonly message: string
}

/** Previews a roster, applies it twice under the same token (once is what counts), and lists who is in the class by row. */
export const enrolRoster = async (
  client: JourneyClient,
  classId: string,
  filename: string,
  content: Uint8Array<ArrayBuffer>,
): Promise<{ enrolled: Enrolled[]; refused: RefusedRow[] }> => {
  const preview = await client.upload<{ token: string; accepted: number; refused: RefusedRow[] }>(
    `/api/v1/classes/${classId}/roster/preview`,
    filename,
    content,
  )
  const apply = () =>
    client.post<{ state: string; accepted: number }>(`/api/v1/classes/${classId}/roster/apply`, {
      token: preview.token,
    })
  await until(apply, (answer) => answer.state === 'applied', 120, 'applying the roster')
  await apply()
  const rows = await client.all<{ id: string; personId: string; name: string; rosterRow: number | null }>(
    `/api/v1/classes/${classId}/enrolments?limit=200`,
  )
  const enrolled = rows
    .filter((row) => row.rosterRow !== null)
    .map((row) => ({
      row: row.rosterRow as number,
      enrolmentId: row.id,
      personId: row.personId,
      holder: row.name,
    }))
    .sort((one, other) => one.row - other.row)
  if (enrolled.length !== preview.accepted)
    throw new Error(`${preview.accepted} rows were accepted, ${enrolled.length} people are in the class`)
  return {
    enrolled,
    refused: preview.refused.map(({ row, column, code, message }) => ({ row, column, code, message })),
  }
}
