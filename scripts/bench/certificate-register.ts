import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { copyIn } from '../../src/platform/db/copy.ts'
import type { Db } from '../../src/platform/db/database.ts'
import { hashPair } from '../../src/areas/certificates/app/signing.ts'

export const numberAt = (index: number): string => `BENCH${String(index).padStart(8, '0')}`

const firstLogIndex = 1_000_000_000
const perStatement = 500_000

/**
 * Certificates `[from, to)` like the demo's first, under numbers of their own; only the register's rows, which is what
 * the check reads. Their places in the log lie beyond those of the log itself.
 */
export const fillRegister = async (
  db: Db,
  from: number,
  to: number,
  say: (text: string) => void,
): Promise<void> => {
  for (let begin = from; begin < to; begin += perStatement) {
    const end = Math.min(to, begin + perStatement)
    await sql`insert into certificate (number, type, status, holder, holder_grams, title, title_en, class_name, hours, grade, exam_date, issued_on,
        issuer, issuer_en, log_index, programme_id, class_id, enrolment_id, person_id, institution_id, employer_id)
      select 'BENCH' || lpad(i::text, 8, '0'), type, 'valid', holder, holder_grams, title, title_en, class_name, hours, grade, exam_date, issued_on,
        issuer, issuer_en, ${firstLogIndex}::bigint + i, programme_id, class_id, gen_random_uuid(), gen_random_uuid(), institution_id, employer_id
      from (select * from certificate order by number limit 1) as one, generate_series(${begin}::int, ${end - 1}::int) as i`.execute(
      db,
    )
    if (to - from > perStatement) say(`${end.toLocaleString('en-US')} certificates in the register`)
  }
  await sql`vacuum analyze certificate`.execute(db)
}

/**
 * Replaces the log by one of `size` leaves with every inner node, by COPY. The entries are of the form the register
 * writes, so that a proof is of a real length and size; the head is signed by nobody and stands where a head stands.
 */
export const fillLog = async (
  databaseUrl: string,
  size: number,
  say: (text: string) => void,
): Promise<void> => {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    // The guards refuse what this does, as they should; a bench's database is thrown away.
    await client.query(`set session_replication_role = replica`)
    for (const table of [
      'certificate_change',
      'certificate_log_head',
      'certificate_log_node',
      'certificate_log',
    ])
      await client.query(`delete from ${table}`)
    const root = await copyTree(client, size, say)
    await client.query(
      `insert into certificate_log_head (tree_size, root_hash, at, key_id, signature)
       select $1, $2, now(), key_id, decode(repeat('00', 64), 'hex') from certificate_key limit 1`,
      [size, root],
    )
    await client.query(`vacuum analyze certificate_log`)
    await client.query(`vacuum analyze certificate_log_node`)
  } finally {
    await client.end()
  }
}

const rowsAtOnce = 20_000

const copyTree = async (client: pg.Client, size: number, say: (text: string) => void): Promise<Buffer> => {
  let level = Buffer.alloc(size * 32)
  await copyIn(
    client,
    'copy certificate_log (index, kind, number, entry, leaf_hash, at) from stdin',
    leaves(size, level, say),
  )
  const peaks: Buffer[] = []
  for (let depth = 1; level.length > 0; depth += 1) {
    if ((level.length / 32) % 2 === 1) peaks.push(Buffer.from(level.subarray(level.length - 32)))
    const above = Buffer.alloc(Math.floor(level.length / 64) * 32)
    if (above.length > 0)
      await copyIn(
        client,
        'copy certificate_log_node (level, index, hash) from stdin',
        nodes(depth, level, above),
      )
    level = above
  }
  // The smallest subtrees join first, each as the right side of the next larger one.
  return peaks.reduce((right, left) => hashPair(left, right))
}

async function* leaves(size: number, into: Buffer, say: (text: string) => void): AsyncGenerator<Buffer> {
  const at = '2026-01-01T00:00:00.000Z'
  for (let begin = 0; begin < size; begin += rowsAtOnce) {
    const rows: string[] = []
    for (let index = begin; index < Math.min(size, begin + rowsAtOnce); index += 1) {
      const certificate = createHash('sha256').update(`bench ${index}`).digest('base64url')
      const entry = `{"at":"${at}","certificate":"${certificate}","kind":"issue","schema":"zhixin.log-entry/1"}`
      const hash = createHash('sha256').update('\0').update(entry).digest()
      hash.copy(into, index * 32)
      rows.push(`${index}\tissue\t${numberAt(index)}\t${entry}\t\\\\x${hash.toString('hex')}\t${at}\n`)
    }
    if (begin > 0 && begin % 2_000_000 === 0) say(`${begin.toLocaleString('en-US')} leaves in the log`)
    yield Buffer.from(rows.join(''))
  }
}

async function* nodes(depth: number, below: Buffer, into: Buffer): AsyncGenerator<Buffer> {
  const count = into.length / 32
  for (let begin = 0; begin < count; begin += rowsAtOnce) {
    const rows: string[] = []
    for (let index = begin; index < Math.min(count, begin + rowsAtOnce); index += 1) {
      const pair = index * 64
      const hash = hashPair(below.subarray(pair, pair + 32), below.subarray(pair + 32, pair + 64))
      hash.copy(into, index * 32)
      rows.push(`${depth}\t${index}\t\\\\x${hash.toString('hex')}\n`)
    }
    yield Buffer.from(rows.join(''))
  }
}

/** A closed class whose `people` have all passed, copied from the demo's: what a batch issue begins with. */
export const passedClass = async (db: Db, people: number): Promise<string> => {
  const { rows } = await sql<{ id: string }>`
    insert into training_class select (jsonb_populate_record(k, jsonb_build_object('id', gen_random_uuid(), 'filing_number', 'BENCH-' || gen_random_uuid()))).*
    from training_class k where exists (select from enrolment e where e.class_id = k.id and e.state = 'completed' and e.outcome is not null) limit 1
    returning id`.execute(db)
  const classId = rows[0]?.id
  if (!classId) throw new Error('the demo has no closed class to copy')
  await sql`
    with one as (select outcome from enrolment where state = 'completed' and outcome is not null limit 1),
    born as (insert into person (id, name, name_grams, demo, created_at)
      select gen_random_uuid(), substr('王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗', 1 + i % 20, 1) || substr('志文明国华建海永新伟', 1 + i / 20 % 10, 1) || substr('强平军勇杰涛斌波辉刚', 1 + i / 200 % 10, 1),
        '{}', true, now() from generate_series(1, ${people}::int) as i returning id)
    insert into enrolment (id, class_id, person_id, source, state, position, applied_at, outcome)
    select gen_random_uuid(), ${classId}, born.id, 'roster', 'completed', row_number() over (), now(), one.outcome from born, one`.execute(
    db,
  )
  await sql`analyze enrolment`.execute(db)
  await sql`analyze person`.execute(db)
  return classId
}
