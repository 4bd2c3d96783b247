import { sql } from 'kysely'
import { binaryWriter } from '../../../platform/db/binary-copy.ts'
import { copyIn } from '../../../platform/db/copy.ts'
import { clientOf, type Tx } from '../../../platform/db/database.ts'
import { amountsFolder, type FoundFigures, type ShapeLines } from '../domain/folded.ts'
import type { StandWord } from './tables.ts'

/** What standings of a run have in common. */
export interface RunShape {
  readonly shape: number
  readonly before: StandWord
  readonly after: StandWord
  /** Null: a standing tells its lines itself. */
  readonly lines: ShapeLines | null
  readonly lacks: readonly string[]
  /** Names of the rules that touch whoever stands so. */
  readonly touched: readonly string[]
}

/** Rows of some people, as the bytes that go into the table, with the shapes that are new among them. */
export interface RunRows {
  readonly people: number
  readonly shapes: readonly RunShape[]
  readonly file: Buffer
}

/** Gathers rows of a run (`number`); `take` hands over what has come since the last time. */
export const rowsOfRun = (number: number) => {
  const known = new Map<string, RunShape>()
  let fresh: RunShape[] = []
  let writer = binaryWriter()
  let people = 0
  const amounts = amountsFolder()
  const row = (
    id: Uint8Array,
    shape: RunShape,
    code: Uint8Array,
    length: number,
    employer: string | null,
  ) => {
    writer.row(5)
    writer.int(number)
    writer.bytes(id)
    writer.int(shape.shape)
    writer.bytes(code, length)
    if (employer === null) writer.nothing()
    else writer.bytes(bytesOf(employer))
    people += 1
  }
  const bytesOf = bytesOnce()
  return {
    shapeOf(shape: Omit<RunShape, 'shape'>): RunShape {
      const name = JSON.stringify([shape.before, shape.after, shape.lines, shape.lacks, shape.touched])
      const found = known.get(name)
      if (found) return found
      const made = { ...shape, shape: known.size + 1 }
      known.set(name, made)
      fresh.push(made)
      return made
    },
    addSums(
      id: Uint8Array,
      shape: RunShape,
      before: ArrayLike<number>,
      after: ArrayLike<number>,
      employer: string | null,
    ): void {
      const { code, length } = amounts(shape.lines, before, after)
      row(id, shape, code, length, employer)
    },
    addFigures(id: Uint8Array, shape: RunShape, figures: FoundFigures, employer: string | null): void {
      const code = Buffer.from(JSON.stringify(figures))
      row(id, shape, code, code.length, employer)
    },
    take(): RunRows {
      const taken = { people, shapes: fresh, file: writer.finish() }
      people = 0
      fresh = []
      writer = binaryWriter()
      return taken
    },
  }
}

/** Bytes of a uuid's text, worked out once for each. */
const bytesOnce = () => {
  const known = new Map<string, Uint8Array>()
  return (uuid: string): Uint8Array => {
    const found = known.get(uuid)
    if (found) return found
    const bytes = Buffer.from(uuid.replaceAll('-', ''), 'hex')
    known.set(uuid, bytes)
    return bytes
  }
}

/** Stores rows and how far the run has come; `people` is at least as many. */
export const keepRows = async (
  tx: Tx,
  run: { readonly id: string; readonly number: number },
  { people, shapes, file }: RunRows,
): Promise<void> => {
  if (shapes.length > 0)
    await sql`insert into rule_dry_run_shape (run, shape, before, after, lines, lacks, touched)
      select ${run.number}::int, s.shape, s.before, s.after, nullif(s.lines, 'null'), s.lacks, s.touched
      from jsonb_to_recordset(${JSON.stringify(shapes)}::jsonb) as s (shape int, before text, after text, lines jsonb, lacks text[], touched text[])`.execute(
      tx,
    )
  if (people > 0) {
    const text =
      'copy rule_dry_run_standing (run, person_id, shape, code, employer_id) from stdin (format binary)'
    await copyIn(await clientOf(tx), text, pieces(file))
  }
  await sql`update rule_dry_run set judged = judged + ${people}, people = greatest(people, judged + ${people}) where id = ${run.id}`.execute(
    tx,
  )
}

const pieceBytes = 1 << 16

async function* pieces(file: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < file.length; at += pieceBytes) yield file.subarray(at, at + pieceBytes)
}

/** What an earlier attempt has left is of another snapshot. */
export const clearRows = async (tx: Tx, number: number): Promise<void> => {
  await sql`delete from rule_dry_run_standing where run = ${number}`.execute(tx)
  await sql`delete from rule_dry_run_shape where run = ${number}`.execute(tx)
}
